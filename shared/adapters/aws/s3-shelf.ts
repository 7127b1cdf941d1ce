import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Drawer, RecordShelf, ShelvedRecord } from '../quarantine/record-shelf.ts';
import { withoutConflict } from './put-once.ts';
import type { S3Place } from './s3-bucket.ts';
import { isAlreadyThere, isNotFound, speakingOfTheQuarantine } from './s3-failure.ts';
import { recordNameOf, recordObject } from './s3-quarantine-layout.ts';

interface ListedObject {
  readonly object: string;
  readonly keptAt: string;
}

/** Records as objects. Since when one is there is S3's word, which also those hear who may list but not read. */
export class S3Shelf implements RecordShelf {
  readonly #place: S3Place;

  constructor(place: S3Place) {
    this.#place = place;
  }

  async list(drawer: Drawer): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const { object } of this.#objects(`${drawer}/`)) {
      const name = recordNameOf(drawer, object);
      if (name !== undefined) names.push(name);
    }
    return names;
  }

  read(drawer: Drawer, name: string): Promise<ShelvedRecord | undefined> {
    const { client, bucket } = this.#place;
    return speakingOfTheQuarantine(async () => {
      try {
        const command = new GetObjectCommand({ Bucket: bucket, Key: recordObject(drawer, name) });
        const { Body, LastModified } = await client.send(command);
        return { json: (await Body?.transformToString()) ?? '', keptAt: moment(LastModified) };
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    });
  }

  create(drawer: Drawer, name: string, json: string): Promise<boolean> {
    const { client, bucket } = this.#place;
    const object = { Bucket: bucket, Key: recordObject(drawer, name), ContentType: 'application/json' };
    return speakingOfTheQuarantine(async () => {
      try {
        await withoutConflict(() => client.send(new PutObjectCommand({ ...object, Body: json, IfNoneMatch: '*' })));
        return true;
      } catch (error) {
        if (isAlreadyThere(error)) return false;
        throw error;
      }
    });
  }

  /** Since when an object is there, without a right to read it; `undefined` where there is none. */
  async keptSince(object: string): Promise<string | undefined> {
    for await (const listed of this.#objects(object)) if (listed.object === object) return listed.keptAt;
    return undefined;
  }

  async *#objects(Prefix: string): AsyncGenerator<ListedObject> {
    const { client, bucket } = this.#place;
    let ContinuationToken: string | undefined;
    do {
      const command = new ListObjectsV2Command({ Bucket: bucket, Prefix, ContinuationToken });
      const page = await speakingOfTheQuarantine(() => client.send(command));
      for (const { Key: object, LastModified } of page.Contents ?? []) {
        if (object !== undefined) yield { object, keptAt: moment(LastModified) };
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }
}

/** Whole seconds: a listing may know more, a reading never does, and both must tell the same moment. */
function moment(lastModified: Date | undefined): string {
  const milliseconds = lastModified?.getTime() ?? 0;
  return new Date(milliseconds - (milliseconds % 1000)).toISOString();
}
