/** What signs requests in, by field name of the connector's manifest; tokens lie beside what an admin typed. */
export type SignInValues = { readonly [field: string]: string };

/** The sign-in of one integration as it is from request to request. */
export interface SignIn {
  /** Values good for a request now; renewed first where their time is over. Throws `FaultError`. */
  current(): Promise<SignInValues>;
  /**
   * Other values to try once, after the vendor refused these; `undefined` when there are none and only a person can
   * help. Throws `FaultError` where renewing failed.
   */
  afterRefusal(refused: SignInValues): Promise<SignInValues | undefined>;
}

/** A sign-in that stays as it is: what is typed and not stored. */
export const fixedSignIn = (values: SignInValues): SignIn => ({
  current: async () => values,
  afterRefusal: async () => undefined,
});

export const isSignIn = (given: SignIn | SignInValues): given is SignIn =>
  typeof given.current === 'function';
