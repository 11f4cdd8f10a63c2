import { withSentryConfig } from '@sentry/nextjs';

const counter = 'https://us.i.posthog.com';

/** @type {import('next').NextConfig} */
const nextConfig = {
  skipTrailingSlashRedirect: true,
  async rewrites() {
    return {
      beforeFiles: [
        { source: '/ingest/static/:path*', destination: 'https://us-assets.i.posthog.com/static/:path*' },
        { source: '/ingest/:path*', destination: `${counter}/:path*` },
      ],
      afterFiles: [{ source: '/api/baker/:path*', destination: 'https://api.deepseek.com/:path*' }],
    };
  },
  async redirects() {
    return [{ source: '/news', destination: 'https://mailchimp.com/bread', permanent: false }];
  },
};

export default withSentryConfig(nextConfig, { tunnelRoute: '/monitoring' });
