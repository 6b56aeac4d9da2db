/**
 * For `client:visible` of a demo: its code loads when its controls are in view and not yet with the edge of its frame,
 * below which its title and lead stand. A reader who only opens a chapter doesn't pay for a demo on the next screen.
 */
export const CONTROLS_IN_VIEW = { rootMargin: '0px 0px -100px 0px' };
