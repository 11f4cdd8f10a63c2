/** Why a file could not be written, and what to do, to follow a colon. */
export function writeFault(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'its folder does not exist; make it first';
    case 'EISDIR':
      return 'it is a folder; name a file';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'writing there is not allowed; choose another place';
    default:
      return error.message;
  }
}
