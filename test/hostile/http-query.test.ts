import { survives } from './attack.ts';
import { httpQuery } from './http-query.ts';

survives('paths, queries and headers (H19–H22)', httpQuery);
