/** Answer of a health endpoint; `why` names what is missing, for the log of whoever asks. */
export interface Health {
  ok: boolean;
  why?: string;
}

/**
 * What /livez and /readyz answer. Live: the process can answer at all and has not given up. Ready: it is really
 * consuming, as told by the function of the process itself.
 */
export class HealthState {
  private failure: string | undefined;
  private stopping = false;

  constructor(private readonly consuming: () => boolean) {}

  /** Nothing but a restart helps any more. */
  failed(why: string): void {
    this.failure ??= why;
  }

  /** No new work from now on; what runs is finished. */
  stop(): void {
    this.stopping = true;
  }

  livez(): Health {
    return this.failure === undefined ? { ok: true } : { ok: false, why: this.failure };
  }

  readyz(): Health {
    if (this.failure !== undefined) return { ok: false, why: this.failure };
    if (this.stopping) return { ok: false, why: 'stopping' };
    return this.consuming() ? { ok: true } : { ok: false, why: 'not consuming' };
  }
}
