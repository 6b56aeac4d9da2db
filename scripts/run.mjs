/** Runs a program from `node_modules/.bin` under the project's own Node; installs first where needed. */
