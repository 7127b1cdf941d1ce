import { caSin } from '../../../shared/guard/detectors/ca-sin.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(caSin, {
  named: ['SIN 046454286', '046454286'],
  found: [
    ['046-454-286', '046-454-286'],
    ['320 095 870', '320 095 870'],
    ['SIN: 948799762', '948799762'],
    ['SIN # 249552613', '249552613'],
    ['Social Insurance Number 929245397', '929245397'],
    ['NAS 781 836 457', '781 836 457'],
    ["numéro d'assurance sociale 320095870", '320095870'],
    ['320095870 (SIN)', '320095870'],
    ['sin: 320095870', '320095870'],
    ['SIN# (320095870', '320095870'],
    ['NAS - 320095870', '320095870'],
  ],
  lookalikes: [
    ['046454286', 'nine digits and no word'],
    ['046-454-287', 'a wrong check digit'],
    ['SIN 046454287', 'a wrong check digit'],
    ['TAC CRANEO SIN CONTRASTE 046454286', 'a Spanish word'],
    ['TC sin 046454286', 'a Spanish word'],
    ['512 512 256', 'a matrix'],
    ['128 320 256', 'a matrix'],
    ['046-454 286', 'two kinds of gap'],
    ['12 046 454 286 7', 'a list of numbers'],
    ['nas storage 046454286', 'another word'],
    ['333 333 333', 'one digit only'],
    ['140 512 120 -1024 140', 'a list of numbers'],
    ['140-100-512--1024-250', 'a list of numbers'],
  ],
});
