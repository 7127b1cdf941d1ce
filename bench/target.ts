/** A server under measurement. */
export interface Target {
  readonly name: string;
  readonly dicomwebUrl: string;
  /** Of the process whose memory counts; another one after `settle`. */
  pid(): number;
  /** What every request carries. */
  headers(): Promise<Readonly<Record<string, string>>>;
  /** Called once the index is full: whatever this server needs to search it at its best. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
