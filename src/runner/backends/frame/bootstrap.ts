// Runs first in the learner's frame.
export {};
