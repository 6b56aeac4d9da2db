/** The package `events`, not Node's own: the slash at the end makes a bundler take it. */
declare module 'events/' {
  import { EventEmitter } from 'node:events';
  export default EventEmitter;
}
