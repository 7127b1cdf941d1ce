import type { RouteDescription } from './route-description.ts';

const store = (id: string): RouteDescription => ({
  id,
  parameters: [],
  consumes: [
    'multipart/related; type="application/dicom"',
    'multipart/related; type="application/dicom+json"',
    'multipart/related; type="application/dicom+xml"',
    'application/dicom',
  ],
  produces: ['application/dicom+json', 'multipart/related; type="application/dicom+xml"', 'application/dicom+xml'],
  statuses: [200, 202, 400, 409, 413, 415],
});

/** PS3.18 10.5. */
export const storeDescriptions: Readonly<Record<string, RouteDescription>> = {
  'POST /dicomweb/studies': store('StoreInstances'),
  'POST /dicomweb/studies/{study}': store('StoreStudyInstances'),
};
