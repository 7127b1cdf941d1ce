const atAnyDepth = (...attributes: readonly string[]): string[] => attributes.map((attribute) => `**.${attribute}`);

/** Attributes that hold a number of the patient, the visit or the order; retired ones too, by their tags. */
export const identifierPlaces = atAnyDepth(
  'PatientID',
  'OtherPatientIDs',
  'IssuerOfPatientID',
  'MedicalRecordLocator',
  '(0010,1050)', // Insurance Plan Identification
  'AccessionNumber',
  'StudyID',
  'AdmissionID',
  'ServiceEpisodeID',
  '(0038,0011)', // Issuer of Admission ID
  '(0038,0061)', // Issuer of Service Episode ID
  'RequestedProcedureID',
  'ScheduledProcedureStepID',
  'PerformedProcedureStepID',
  'PlacerOrderNumberImagingServiceRequest',
  'FillerOrderNumberImagingServiceRequest',
  'LocalNamespaceEntityID',
  'UniversalEntityID',
  'ClinicalTrialSubjectID',
  'ClinicalTrialSubjectReadingID',
);

/** PS3.3 C.7.1.1: who the patient is said to be. Here the patient's own name, number and birth date are no echo. */
export const ownIdentityPlaces = atAnyDepth('PatientName', 'PatientID', 'ClinicalTrialSubjectID');

export const patientAddressPlaces = atAnyDepth('PatientAddress');

export const patientContactPlaces = atAnyDepth('PatientTelephoneNumbers', 'PatientTelecomInformation');

/** Of hospitals and of those who work there; PS3.3 10.1 and 10.2 among them. */
export const staffContactPlaces = atAnyDepth(
  'InstitutionAddress',
  'ReferringPhysicianAddress',
  'ReferringPhysicianTelephoneNumbers',
  'PersonAddress',
  'PersonTelephoneNumbers',
  'PersonTelecomInformation',
  'OrderCallbackPhoneNumber',
  'OrderCallbackTelecomInformation',
  'ContactURI',
  'ContactDisplayName',
);

/** PS3.3 10.1: a person's identification codes. */
export const staffIdentificationPlaces = atAnyDepth(
  'PersonIdentificationCodeSequence.CodeValue',
  'PersonIdentificationCodeSequence.LongCodeValue',
);

/** A report inside: what it says of its patient is said where a report says it. */
export const documentPlaces = atAnyDepth('EncapsulatedDocument');

/** PS3.10 7.1: addresses of the systems that sent and received. */
export const presentationAddressPlaces = ['(0002,0026)', '(0002,0027)', '(0002,0028)'];
