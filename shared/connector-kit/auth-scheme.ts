/** How one can sign in at a vendor, as data: what is asked of an admin and how tokens come and go. */

/** One field of a sign-in form. */
export interface CredentialField {
  readonly name: string;
  readonly label: string;
  /** Where an admin finds the value, in words for a person. */
  readonly help: string;
  readonly secret: boolean;
  readonly optional?: true;
}

/**
 * An address that may name `{origin}` (of the integration's base address) or a field that the admin typed. Addresses
 * of a vendor whose integration points elsewhere (a proxy, a stand-in) move to that origin with it.
 */
type AddressTemplate = string;

interface TokenEndpoint {
  readonly tokenUrl: AddressTemplate;
  readonly scopes: readonly string[];
  /** Where the client's id and secret stand in a request for a token. */
  readonly clientAuthentication: 'body' | 'basic';
  readonly encoding?: 'json';
  /** Whole seconds that a token lives where the answer does not say; absent: until it is revoked. */
  readonly lifetimeSeconds?: number;
  /** The token is a JWT that says itself when it ends. */
  readonly expiryInToken?: true;
  /** Field of the answer that holds the address of this account's API. */
  readonly apiBaseUrlField?: string;
  readonly extraTokenParameters?: { readonly [name: string]: string };
  readonly fields: readonly CredentialField[];
}

/** A person allows the access in the browser. RFC 6749 §4.1, RFC 7636. */
export interface AuthorizationCodeGrant extends TokenEndpoint {
  readonly grant: 'authorization-code';
  readonly authorizeUrl: AddressTemplate;
  readonly pkce: 'S256' | 'none';
  readonly extraAuthorizeParameters?: { readonly [name: string]: string };
  /**
   * `rotating`: each refresh hands out a new refresh token and ends the old one · `kept`: the old one stays good ·
   * `none`: there is nothing to refresh, a person signs in again.
   */
  readonly refresh: 'rotating' | 'kept' | 'none';
}

/** The application signs in for itself. RFC 6749 §4.4. */
export interface ClientCredentialsGrant extends TokenEndpoint {
  readonly grant: 'client-credentials';
}

/** The application signs an assertion with its private key (RS256). RFC 7523. */
export interface JwtBearerGrant extends TokenEndpoint {
  readonly grant: 'jwt-bearer';
  readonly audience: AddressTemplate;
  /** Whole seconds that one assertion is good for. */
  readonly assertionSeconds: number;
}

export type OAuthGrant = AuthorizationCodeGrant | ClientCredentialsGrant | JwtBearerGrant;

/** OAUTH2 knows several grants; the field `grant` of the credentials names the one in use, the first unless said. */
export type AuthScheme =
  | {
      readonly authType: 'API_KEY' | 'BASIC_AUTH' | 'BEARER_TOKEN';
      readonly fields: readonly CredentialField[];
    }
  | { readonly authType: 'OAUTH2'; readonly grants: readonly OAuthGrant[] };
