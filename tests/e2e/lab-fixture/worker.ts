import { TASKS, type TaskName } from './tasks.ts';

export interface TaskRequest {
  readonly task: TaskName;
  readonly args: readonly unknown[];
}

addEventListener('message', ({ data: { task, args } }: MessageEvent<TaskRequest>) => {
  postMessage(Reflect.apply(TASKS[task], TASKS, args));
});
