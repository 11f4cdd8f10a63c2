module.exports = {
  siteMetadata: { title: 'Village news' },
  plugins: ['gatsby-plugin-sharp'],
};
