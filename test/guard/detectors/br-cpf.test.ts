import { brCpf } from '../../../shared/guard/detectors/br-cpf.ts';
import { nationalNumberLaws } from './national-number-laws.ts';

nationalNumberLaws(brCpf, {
  named: ['CPF 90338078231', '90338078231'],
  found: [
    ['903.380.782-31', '903.380.782-31'],
    ['529.982.247-25', '529.982.247-25'],
    ['CPF: 76528931780', '76528931780'],
    ['C.P.F. 954690349-33', '954690349-33'],
    ['947513510-36', '947513510-36'],
    ['cpf_95875120738', '95875120738'],
    ['Cadastro de Pessoas Físicas 958 751 207 38', '958 751 207 38'],
    ['paciente (529.982.247-25) TC', '529.982.247-25'],
  ],
  lookalikes: [
    ['90338078231', 'eleven digits and no word'],
    ['903.380.782-32', 'a wrong check digit'],
    ['903.380.783-31', 'a wrong check digit'],
    ['CPF 90338078230', 'a wrong check digit'],
    ['111.111.111-11', 'one digit only'],
    ['CPF 9033807823', 'too short'],
    ['192.168.001-10', 'a network'],
    ['120 140 100 512 80', 'a list of numbers'],
    ['958 751 207 38 120', 'a list of numbers'],
    ['accession 90338078231', 'another word'],
  ],
});
