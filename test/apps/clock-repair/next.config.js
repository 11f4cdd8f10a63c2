module.exports = {
  images: {
    domains: ['clocks.supabase.co'], // none
    remotePatterns: [{ protocol: 'https', hostname: 'dials.supabase.co' }], // none
  },
};
