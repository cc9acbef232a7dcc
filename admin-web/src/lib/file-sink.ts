declare global {
  interface Window {
    /** Only some browsers have it. */
    readonly showSaveFilePicker?: (options: object) => Promise<FileSystemFileHandle>;
  }
}

/** A file that is being written. */
export interface FileSink {
  write(part: string): Promise<void>;
  close(): Promise<void>;
  /** Nothing of it is kept. */
  discard(): Promise<void>;
}

/**
 * A file under a name: where the browser lets us, the person chooses the place and parts go straight to the disk;
 * elsewhere they are gathered and handed over at the end. `undefined` when the person chose no place.
 */
export async function openFile(name: string): Promise<FileSink | undefined> {
  if (window.showSaveFilePicker === undefined) return gathered(name);
  try {
    const handle = await window.showSaveFilePicker({
      suggestedName: name,
      types: [{ description: 'CSV', accept: { 'text/csv': ['.csv'] } }],
    });
    const file = await handle.createWritable();
    return { write: (part) => file.write(part), close: () => file.close(), discard: () => file.abort() };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    return gathered(name);
  }
}

function gathered(name: string): FileSink {
  const parts: Blob[] = [];
  return {
    async write(part) {
      parts.push(new Blob([part]));
    },
    async close() {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }));
      link.download = name;
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
    async discard() {
      parts.length = 0;
    },
  };
}
