/** On disk a check imports the solution, so that it has types; mounted, it stands in a folder beside the learner's files. */
export const mountedCheck = (text: string): string => text.replaceAll('../solution/', '../');
