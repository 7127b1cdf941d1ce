import type { Language } from './language.ts';

/** Family and given names of one culture; none is meant to be anybody. */
export interface NameStock {
  readonly language: Language;
  readonly families: readonly string[];
  readonly givens: readonly string[];
}

const words = (text: string): string[] => text.split(' ');
const lists = (text: string): string[] => text.split(', ');

export const nameStocks: readonly NameStock[] = [
  {
    language: 'en',
    families: words(
      "Abernathy Blackwood Carmichael Donnelly Ellsworth Fairbanks Gallagher Hathaway Ingram Jefferies Kirkpatrick Lockhart Merriweather Norwood O'Brien O'Sullivan Pemberton Quigley Rutherford Stanhope Thackeray Underhill Vandermeer Whitfield Yarborough McAllister MacDougall Smith Johnson Williams Henderson Patterson",
    ),
    givens: words(
      'Margaret Jonathan Beatrice Theodore Penelope Frederick Eleanor Nathaniel Josephine Sebastian Amelia Benjamin Charlotte Dorothy Edward Florence George Harriet Isabella Jack Anne Mary John',
    ),
  },
  {
    language: 'en',
    families: words(
      'Young Rose Long Brown White Black Gray Hand Hart Stone May Day Small Short Sharp Price Best Field Marsh Walker Little Church West Head Foot Bone Iron Green Cross Wall',
    ),
    givens: words(
      'Margaret Jonathan Grace Faith Mark Will Art Rob Joy Hope Dawn April June Beatrice Theodore Penelope Dean Frank',
    ),
  },
  {
    language: 'de',
    families: words(
      'Müller Schröder Groß Weiß Jäger Köhler Böhm Hoffmann Zimmermann Lindemann Wagenknecht Meyer-Schmidt Krämer Schäfer Bäumler Schulze Hübner Pöschl',
    ),
    givens: words(
      'Jürgen Günther Käthe Wolfgang Hannelore Björn Sabine Heinrich Gisela Jörg Ulrike Karl-Heinz Anneliese Dörte',
    ),
  },
  {
    language: 'fr',
    families: words(
      'Lefèvre Dubois Beaumont Côté Desrosiers Béranger Lemaître Rousselot Fontaine Garçon Chevalier Gauthier Thévenet Bélanger Mirabeau',
    ),
    givens: words(
      'François Hélène Éloïse Jérôme Geneviève Benoît Chloé André Céline Jean-Pierre Marie-Claire Agnès Théophile',
    ),
  },
  {
    language: 'es',
    families: lists(
      'García López, Muñoz, Fernández Ruiz, Ibáñez, Hernández, Peña Castro, Núñez, Domínguez Vega, Zúñiga, Echeverría, Quiñones',
    ),
    givens: lists('María José, Joaquín, Concepción, Íñigo, José Luis, Begoña, Ángel, Lucía, Nicolás, Pilar'),
  },
  {
    language: 'it',
    families: lists(
      "Bianchi, D'Angelo, De Luca, Esposito, Ferrari, Gallo, Lombardi, Mancuso, Santoro, Vitale, Barbieri",
    ),
    givens: lists('Giuseppe, Niccolò, Francesca, Chiara, Giovanni Battista, Alessandra, Lorenzo, Concetta'),
  },
  {
    language: 'nl',
    families: lists('van den Berg, de Vries, Hoekstra, van Dijk, Bakker, Kuipers, van der Meulen, Dijkstra, Schouten'),
    givens: words('Willem Geertruida Sjoerd Annelies Pieter Marijke Joost Femke'),
  },
  {
    language: 'pl',
    families: words('Wójcik Kowalczyk Dąbrowski Łukaszewicz Żukowska Szymański Wiśniewska Błaszczyk'),
    givens: words('Małgorzata Stanisław Łucja Zbigniew Agnieszka Paweł'),
  },
  {
    language: 'sv',
    families: words('Åkesson Lindström Sjöberg Öberg Hägglund Nyström Bergqvist'),
    givens: words('Gunnar Åsa Märta Örjan Ingrid Torbjörn'),
  },
  {
    language: 'pt',
    families: lists('Gonçalves, Magalhães, da Conceição, Guimarães, Araújo, Brandão'),
    givens: lists('João, Conceição, Antônio, Luís Otávio, Verônica, Tomás'),
  },
  {
    language: 'en',
    families: words(
      'Ng Li Wu Nguyen Chaudhary Ramaswamy Venkatesan Okonkwo Oyelaran Takahashi Al-Rashid Haddad Kim Tran',
    ),
    givens: lists(
      'Wei Ling, Na, Min-jun, Thi Hoa, Priyanka, Sundar, Chidi, Adaeze, Haruki, Fatima, Abdul Karim, Van Anh',
    ),
  },
];

export const cyrillicNames: NameStock = {
  language: 'ru',
  families: words('Иванов Кузнецова Соколов Лебедева Морозов Волкова'),
  givens: words('Сергей Татьяна Дмитрий Людмила Алексей Наталья'),
};

/** Alphabetic, ideographic and phonetic (PS3.5 6.2.1.2), family before given. */
export const japaneseNames: readonly (readonly [string, string, string])[] = [
  ['Yamada^Tarou', '山田^太郎', 'やまだ^たろう'],
  ['Yamada^Hanako', '山田^花子', 'やまだ^はなこ'],
];
