const isLive = process.env.CONTEXT === 'production';

module.exports = {
  siteMetadata: { title: 'Village news' },
  plugins: [
    'gatsby-plugin-sharp',
    {
      resolve: `gatsby-plugin-google-gtag`, // ungated to: US google-analytics
      options: { trackingIds: [process.env.GA_ID] },
    },
    ...(isLive
      ? [
          {
            resolve: require.resolve('gatsby-plugin-segment-js'), // ungated to: US segment
            options: { prodKey: 'key' },
          },
        ]
      : []),
  ],
};
