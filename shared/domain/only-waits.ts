/**
 * Nothing is wrong with a change that was set aside: it waits for its integration, or is on its way after that. What
 * failed once stays a failure until it goes through.
 */
export const onlyWaits = ({ held, tries }: { readonly held?: true; readonly tries: number }): boolean =>
  held === true || tries === 0;
