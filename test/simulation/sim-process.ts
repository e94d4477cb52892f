import type { Prng } from '../../seeds/prng';
import type { Faults } from './fault-plan';
import type { History } from './history';
import type { VirtualTime } from './virtual-time';

/** What all parts of a run share. */
export interface SimContext {
  time: VirtualTime;
  prng: Prng;
  faults: Faults;
  history: History;
}

const SLOW_MS = 8_000;
const PAUSE_MS = { min: 2_000, max: 60_000 };

/** A passing fault of a server: nothing is known of whether the call was done. */
export class PassingFault extends Error {}

/**
 * One life of a process, as far as the world can see it: its calls, their answers, and that they end when it dies. What
 * a dead process still computes never leaves it.
 */
export class SimProcess {
  private alive = true;
  private pausedUntil = 0;
  private clockSkewMs = 0;

  constructor(
    readonly name: string,
    private readonly context: SimContext,
    private readonly onEvent: { died(): void; paused(forMs: number): void },
  ) {}

  get isAlive(): boolean {
    return this.alive;
  }

  /** ms that the wall clock of this process is off. */
  get skewMs(): number {
    return this.clockSkewMs;
  }

  /**
   * Calls a server: the call travels, is done, and its answer travels back. The process may die or stand still on the
   * way; a call under way may arrive all the same, late, after others took over.
   */
  call<T>(what: string, work: () => T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.proceed(() => this.send(what, work, resolve, reject));
    });
  }

  /** Goes on with `run` now, later when the process stands still, or never when it has died. */
  proceed(run: () => void): void {
    if (!this.alive) return;
    const { time, faults } = this.context;
    if (this.pausedUntil > time.now) {
      time.after(this.pausedUntil - time.now, () => this.proceed(run));
      return;
    }
    if (faults.strikes('crash')) return this.crash('killed');
    if (faults.strikes('clockJump')) this.jumpClock();
    if (faults.strikes('pause')) {
      this.pause();
      time.after(this.pausedUntil - time.now, () => this.proceed(run));
      return;
    }
    run();
  }

  crash(why: string): void {
    if (!this.alive) return;
    this.alive = false;
    this.context.history.note(`! ${this.name} ${why}`);
    this.onEvent.died();
  }

  private send<T>(
    what: string,
    work: () => T | Promise<T>,
    resolve: (result: T) => void,
    reject: (error: unknown) => void,
  ): void {
    const { time, faults, history, prng } = this.context;
    const arrivesAnyway = prng.chance(0.5);
    const answer = (give: () => void) => time.after(this.latency(), () => this.proceed(give));
    time.after(this.latency(), () => {
      if (!this.alive && !arrivesAnyway) return;
      if (!this.alive) history.note(`! ${what} of ${this.name} arrives after its death`);
      if (what.startsWith('store') && faults.strikes('storeError')) {
        history.note(`! ${what} of ${this.name} fails`);
        // Whether it was done before the error, nobody can tell from the error.
        if (prng.chance(0.5)) void this.perform(work);
        answer(() => reject(new PassingFault(what)));
        return;
      }
      if (faults.strikes('twice')) {
        time.after(prng.between(1, SLOW_MS), () => {
          history.note(`! ${what} of ${this.name} arrives a second time`);
          void this.perform(work);
        });
      }
      history.note(`${this.name}: ${what}`);
      this.perform(work).then(
        (result) => answer(() => resolve(result)),
        (error: unknown) => answer(() => reject(error)),
      );
    });
  }

  /** Does the work, without an unhandled rejection where nobody waits for the result. */
  private perform<T>(work: () => T | Promise<T>): Promise<T> {
    const result = (async () => work())();
    result.catch(() => undefined);
    return result;
  }

  private latency(): number {
    const { prng, faults } = this.context;
    return faults.strikes('slow') ? prng.between(100, SLOW_MS) : prng.between(1, 20);
  }

  private pause(): void {
    const { prng, time, history } = this.context;
    const forMs = prng.between(PAUSE_MS.min, PAUSE_MS.max);
    this.pausedUntil = time.now + forMs;
    history.note(`! ${this.name} stands still for ${(forMs / 1000).toFixed(1)} s`);
    this.onEvent.paused(forMs);
  }

  private jumpClock(): void {
    const { prng, history } = this.context;
    this.clockSkewMs += prng.between(-7_200_000, 7_200_000);
    history.note(`! the clock of ${this.name} is ${(this.clockSkewMs / 1000).toFixed(0)} s off`);
  }
}
