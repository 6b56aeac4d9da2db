/** The file that starts a program, where an exercise has one beside the file that the learner begins with. */
export const PROGRAM = 'main.ts';
