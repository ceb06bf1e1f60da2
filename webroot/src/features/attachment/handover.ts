/** Files chosen in a form, kept in memory until the page of the new thing sends them. */
const waiting = new Map<string, File[]>()
export const keepFiles = (thing: string, files: File[]) => void waiting.set(thing, files)
/** Gives them once. */
export function takeFiles(thing: string): File[] {
  const files = waiting.get(thing) ?? []
  waiting.delete(thing)
  return files
}
