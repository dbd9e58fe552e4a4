export type Variables = Readonly<Record<string, unknown>>;

/** An operation on the graph. */
export interface OperationRequest {
  readonly query: string;
  /**
   * Files are `Upload` values in the place of their variables. A promise may be given where variables arrive while the
   * operation is already known; no file is read before it resolves, and its rejection is the operation's error.
   */
  readonly variables?: Variables | Promise<Variables> | undefined;
  readonly operationName?: string | undefined;
  /** A bearer token, without its scheme; verified here. Without one the operation is anonymous. */
  readonly token?: string | undefined;
  readonly requestId?: string | undefined;
  /** Where the request came from, if it came from somewhere. */
  readonly clientAddress?: string | undefined;
  /** Ends reads and subscriptions. A mutation that was sent goes on. */
  readonly signal?: AbortSignal | undefined;
}

export interface SubscriptionRequest extends OperationRequest {
  /** Called when events came faster than they were read for so long that they no longer fit; the stream fails then. */
  readonly onOverflow?: (() => void) | undefined;
}
