import { useRef, useState } from 'react';
import { csvParts, rowsOf } from './csv.ts';
import { openFile } from './file-sink.ts';
import { useSession } from './session.ts';

type Progress =
  | { readonly step: 'idle' }
  | { readonly step: 'running' | 'done'; readonly rows: number }
  | { readonly step: 'failed'; readonly rows: number; readonly error: unknown };

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = window.setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      window.clearTimeout(timer);
      reject(signal.reason);
    });
  });

/** Saves a list as one CSV file, however long it is. `path` is that of the API. */
export function useCsvFile(path: string) {
  const { auth, apiBaseUrl } = useSession();
  const [progress, setProgress] = useState<Progress>({ step: 'idle' });
  const running = useRef<AbortController>(undefined);

  async function save(name: string, query: string): Promise<void> {
    const file = await openFile(name);
    if (file === undefined) return;
    const controller = new AbortController();
    running.current = controller;
    let rows = -1;
    setProgress({ step: 'running', rows: 0 });
    const ask = async (search: string, signal: AbortSignal) =>
      fetch(`${apiBaseUrl}${path}?${search}`, {
        signal,
        headers: { authorization: `Bearer ${await auth.accessToken()}` },
      });
    try {
      for await (const part of csvParts({ ask, wait }, query, controller.signal)) {
        await file.write(part);
        rows += rowsOf(part);
        setProgress({ step: 'running', rows });
      }
      await file.close();
      setProgress({ step: 'done', rows });
    } catch (error) {
      await file.discard().catch(() => undefined);
      setProgress(controller.signal.aborted ? { step: 'idle' } : { step: 'failed', rows, error });
    }
  }

  return {
    progress,
    save: (name: string, query: string) => void save(name, query),
    cancel: () => running.current?.abort(),
    reset: () => setProgress({ step: 'idle' }),
  };
}
