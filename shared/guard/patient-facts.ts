/** What the data set itself says of its patient and is to be found nowhere else; all of it is identifying. */
export interface PatientFacts {
  /** PN as `Family^Given^Middle^Prefix^Suffix`, one a component group and attribute (name, other names, birth name). */
  readonly names: readonly string[];
  /** Patient ID, other patient IDs. */
  readonly patientIds: readonly string[];
  /** Accession number, study ID, admission ID: they name the visit. */
  readonly visitIds: readonly string[];
  /** `YYYYMMDD`; undefined where there is none, or a placeholder such as 19000101. */
  readonly birthDate: string | undefined;
  /** PS3.3 C.7.1.1: the sender declares that the identity was removed. */
  readonly isIdentityRemoved: boolean;
}
