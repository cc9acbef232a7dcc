type Given<Values> = { [key in keyof Values]?: Exclude<Values[key], undefined> };

/** What is given and not undefined: an absent member and an undefined one are the same to a caller. */
export const given = <Values extends object>(values: Values): Given<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<Values>;
