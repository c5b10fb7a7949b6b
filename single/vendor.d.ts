// Libraries of others, whose scripts are not checked; build.mjs finds them.
declare module 'vendor/*';
