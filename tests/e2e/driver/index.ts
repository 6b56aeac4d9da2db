/** One driver for both browsers: scenarios are written once. See `describeInBrowsers`. */
export { axeViolations } from './axe.ts';
export { buildSite } from './build.ts';
export { describeInBrowsers } from './describe-in-browsers.ts';
export type { OpenOptions, TestBrowser } from './describe-in-browsers.ts';
export { answerSiteList, goToDemo, openDemo, openPicture, ownServerHost, withoutWebRtc } from './demo.ts';
export type { OpenDemo } from './demo.ts';
export { holdCode, letCodeCome } from './hold-code.ts';
export { problemsOf } from './problems.ts';
export type { Problem } from './problems.ts';
export { click, find, findAll, textOf, until, waitForText } from './queries.ts';
export { screenshot } from './screenshot.ts';
export { connections, countConnections } from './connections.ts';
export { closeSite, openSite, serveSite } from './site.ts';
export type { ServedSite } from './site.ts';
export { watchPolicy } from './watch-policy.ts';
