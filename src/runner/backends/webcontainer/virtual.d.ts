/** Made by `settings.ts` from the build's settings. */
declare module 'virtual:webcontainer' {
  /** Origin that serves WebContainers; null where the site offers none. */
  export const host: string | null;
}
