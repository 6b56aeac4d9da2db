/** A boot that hangs is over only with its page. The wish for another outlives the page by this. */
const KEY = 'icebreaker.webcontainer';

/** Loads the page again and chooses the WebContainer there. What the learner wrote is in its draft. */
export function retryAfterReload(exercise: string): void {
  try {
    sessionStorage.setItem(KEY, exercise);
  } catch {
    // Nothing can be kept: the learner has to choose again.
  }
  location.reload();
}

/** Whether the page was loaded to try again; true once. */
export function takeRetry(exercise: string): boolean {
  try {
    const wanted = sessionStorage.getItem(KEY) === exercise;
    if (wanted) sessionStorage.removeItem(KEY);
    return wanted;
  } catch {
    return false;
  }
}
