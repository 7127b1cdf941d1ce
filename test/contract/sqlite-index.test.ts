import { openSqliteIndex } from '../../shared/adapters/sql/open-sqlite-index.ts';
import { studyIndexContract } from './study-index.contract.ts';

studyIndexContract('the index in SQLite', (keys) => openSqliteIndex(':memory:', keys));
