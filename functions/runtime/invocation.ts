/** The invocation under way. An instance of a function works on one at a time. */
let requestId: string | undefined;

export function beginInvocation(id: string | undefined): void {
  requestId = id;
}
export const requestIdNow = (): string | undefined => requestId;
