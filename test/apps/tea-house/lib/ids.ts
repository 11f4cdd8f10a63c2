export const CONTAINER = 'GTM-TEA';
