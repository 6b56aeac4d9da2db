/** Sends a text from one connection to another, and answers with what arrived there. */
export async function openChannel(text: string): Promise<string> {
  // The mistake: the right answer, and nothing was sent.
  return text;
}
