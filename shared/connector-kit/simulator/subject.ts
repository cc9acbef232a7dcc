import type { ExternalData, ExternalSystem } from '../../domain/external.ts';
import type { FaultKind } from '../../domain/fault.ts';
import type { FaultPlan } from './fault-plan.ts';

/** A simulator under way, as the conformance suite sees any of them. */
export interface RunningSubject {
  readonly baseUrl: string;
  /** `GET /<collection>` and `PATCH /<collection>/<id>` act as a user of the vendor. */
  readonly controlUrl: string;
  readonly credentials: { readonly [field: string]: string };
  readonly settings: ExternalData;
  faults(plan: FaultPlan): void;
  /** When every delivery was made or given up. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** What the conformance suite needs to know of a connector besides the connector itself. One or more per folder. */
export interface Subject {
  /** Tells apart the ways in which one vendor can be connected. */
  readonly name: string;
  readonly authType: string;
  start(options: {
    readonly tasks: number;
    readonly members: number;
    readonly now: () => Date;
  }): Promise<RunningSubject>;
  /** So many tasks need at least three pages. */
  readonly threePages: number;
  readonly badCredentials: { readonly [field: string]: string };
  /** How a list without records reads, where that is one of the texts that are no list elsewhere. */
  readonly emptyList?: string;
  /** What is waited after a refusal, by a vendor that names no time. */
  readonly assumedWaitSeconds?: number;
  /** The status of a refusal as one too many, by a vendor that does not say so with 429. */
  readonly tooManyStatus?: number;
  /** What a status means to this vendor, where that is not what it says to others. */
  readonly refusals?: { readonly [status: number]: FaultKind };
  /** A stream that can be written, with values that a vendor gives back as they are. */
  readonly writable: {
    readonly stream: string;
    readonly collection: string;
    readonly created: ExternalData;
    readonly changed: ExternalData;
  };
  /** Makes the vendor send to `url(key)`; answers the secrets by key that verify what it sends. */
  subscribe?(
    running: RunningSubject,
    system: ExternalSystem,
    url: (key: string) => string,
    secret: string,
  ): Promise<{ readonly [key: string]: string }>;
  /** A person tells the vendor where to send to; it has no way to register there. */
  readonly subscribesByHand?: true;
  /** Headers that carry the signature. */
  readonly signatureHeaders: readonly string[];
  /** Parts of the address's query that prove the sender, where the vendor signs nothing. */
  readonly signatureQuery?: readonly string[];
  /** What the vendor signs with says nothing of the body: a changed byte cannot be told. */
  readonly provesSenderOnly?: true;
}
