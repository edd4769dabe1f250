export { forgetWhoClicked, listClicksOfTexts } from './click.queries.ts';
export { insertLinks, linksOfRun, readLinkSetting } from './link.queries.ts';
export { type Link, readDestination } from './link.ts';
export { linkJobs } from './links.jobs.ts';
export { linkRoutes } from './links.routes.ts';
export { openRedirector } from './redirector.ts';
export { addressOfShortLink, shortLinkPages } from './short-link.routes.ts';
export { addressesToShorten, replaceAddresses, type ShortenedLink, sampleToken } from './shorten.ts';
export { shortOrigin, tokensOf } from './tokens-of.ts';
