import { AsyncLocalStorage } from 'node:async_hooks';

const asking = new AsyncLocalStorage<string>();

/** Runs a request; what it writes to the audit trail says that it came from this network address. */
export const askedFrom = <Answer>(address: string, run: () => Answer): Answer => asking.run(address, run);

/** The network address of whoever asks; `undefined` for what the service does by itself. */
export const originNow = (): string | undefined => asking.getStore();
