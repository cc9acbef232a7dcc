/** Paths of files of the built dashboard: those in its root and the assets. All others are screens. */
export const siteFile = /^\/(assets\/.+|[^/]+\.[^/]+)$/;
