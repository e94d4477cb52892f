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
  private readonly halts = new Map<string, string>();
  private stopping = false;

  constructor(private readonly consuming: () => boolean) {}

  /** Nothing but a restart helps any more. */
  failed(why: string): void {
    this.failure ??= why;
  }

  /** Something stands still until somebody looks into it: alive, and not ready. */
  halted(what: string, why: string): void {
    this.halts.set(what, why);
  }

  /** It stands still no longer, or it is somebody else's now. */
  released(what: string): void {
    this.halts.delete(what);
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
    if (this.halts.size > 0) return { ok: false, why: [...this.halts.values()].join('; ') };
    return this.consuming() ? { ok: true } : { ok: false, why: 'not consuming' };
  }
}
