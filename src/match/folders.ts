/** The folder that a file stands in, relative to the root; empty for the root. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0));
}

/** Holds for a file in a folder or below it, and for the folder itself. */
export function isIn(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** Of some folders the one that stands next above a file. */
export function nearestAbove(file: string, folders: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  for (const folder of folders) if (isIn(file, folder) && folder.length >= (nearest?.length ?? 0)) nearest = folder;
  return nearest;
}
