import { Download } from 'lucide-react';
import { useState } from 'react';
import { useCsvFile } from '../lib/use-csv-file.ts';
import { counted } from '../lib/words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Refusal } from './refusal.tsx';

export interface SaveAsCsvProps {
  /** What a row is, in the singular and the plural: "entry", "entries". */
  readonly rows: readonly [string, string];
  /** Begins the name of the file. */
  readonly name: string;
  /** Where the API has it. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The filters in words, one each; none when it holds everything. */
  readonly filters: readonly string[];
}

/** Takes a list along as one CSV file, to its end: says what it will hold, how far it is, and can be stopped. */
export function SaveAsCsv({ rows: [one, many], name, path, query, filters }: SaveAsCsvProps) {
  const [isOpen, setOpen] = useState(false);
  const { progress, save, cancel, reset } = useCsvFile(path);
  const search = new URLSearchParams({ bom: 'yes' });
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, value);
  const fileName = `${name}-${new Date().toISOString().slice(0, 10)}.csv`;
  const close = () => {
    cancel();
    reset();
    setOpen(false);
  };
  const rows = progress.step === 'idle' ? '' : counted(progress.rows, one, many);
  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <Download size={16} aria-hidden />
        Save as CSV
      </Button>
      <Dialog title="Save as CSV" isOpen={isOpen} onClose={close}>
        <p>
          {filters.length === 0
            ? `The file holds all ${many}, also those not shown yet.`
            : `The file holds all ${many} with this choice, also those not shown yet:`}
        </p>
        {filters.length > 0 && (
          <ul className="waiting">
            {filters.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        )}
        <p className="soft small">
          It may hold personal data. That it was saved, by whom and with which choice is kept in the history.
        </p>
        <div role="status">
          {progress.step === 'running' && (
            <div className="progress">
              <progress aria-label="Saving" />
              {rows} so far …
            </div>
          )}
          {progress.step === 'done' && <strong>Saved {rows}.</strong>}
        </div>
        {progress.step === 'failed' && <Refusal error={progress.error} />}
        <footer className="row acts">
          {progress.step === 'running' ? (
            <Button onPress={cancel}>Stop</Button>
          ) : (
            <Button onPress={close}>Close</Button>
          )}
          {progress.step !== 'done' && (
            <Button
              look="main"
              isPending={progress.step === 'running'}
              onPress={() => save(fileName, search.toString())}
            >
              {progress.step === 'failed' ? 'Try again' : 'Save the file'}
            </Button>
          )}
        </footer>
      </Dialog>
    </>
  );
}
