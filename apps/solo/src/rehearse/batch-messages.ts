/** What the process of the batch engine is told first. */
export interface BatchStart {
  referenceFolder: string;
  /** Of its own; outputs go there, the store below it. */
  folder: string;
}

/** A decision as the watch of a rehearsal counts it. */
export type ToldClearance = [orderNo: string, revision: number, outcome: string];

/** What it says: that it takes lines, which decisions it has written, and how many bytes of lines it has decided. */
export type BatchMessage = 'ready' | { clearances: ToldClearance[] } | { decidedBytes: number };
