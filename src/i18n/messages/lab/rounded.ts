/** To one digit behind the point. */
export const tenth = (value: number): number => Math.round(value * 10) / 10;
/** To two. */
export const hundredth = (value: number): number => Math.round(value * 100) / 100;
