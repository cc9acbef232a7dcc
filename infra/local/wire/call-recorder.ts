/** Counts of AWS calls by function, service and operation, with DynamoDB's own capacity figures. */
export class CallRecorder {
  readonly #calls = new Map<string, { count: number; readUnits: number; writeUnits: number }>();

  record(caller: string, service: string, operation: string, units = { read: 0, write: 0 }): void {
    const key = `${caller} ${service} ${operation}`;
    const known = this.#calls.get(key) ?? { count: 0, readUnits: 0, writeUnits: 0 };
    known.count++;
    known.readUnits += units.read;
    known.writeUnits += units.write;
    this.#calls.set(key, known);
  }

  rows(): readonly {
    caller: string;
    service: string;
    operation: string;
    count: number;
    readUnits: number;
    writeUnits: number;
  }[] {
    return [...this.#calls].map(([key, figures]) => {
      const [caller = '', service = '', operation = ''] = key.split(' ');
      return { caller, service, operation, ...figures };
    });
  }

  reset(): void {
    this.#calls.clear();
  }
}
