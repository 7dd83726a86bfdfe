/**
 * The literature that the rules of this folder are from, as BibTeX entries kept as data.
 *
 * Keys are `authorYEAR`; fields are plain text with Unicode letters, which whoever writes BibTeX escapes.
 */

export interface Source {
  readonly type: 'article' | 'book' | 'incollection' | 'inproceedings' | 'misc';
  readonly author: string;
  readonly title: string;
  readonly year: number;
  /** Journal, publisher, proceedings or archive, with volume and pages as printed. */
  readonly journal?: string;
  readonly booktitle?: string;
  readonly publisher?: string;
  readonly edition?: string;
  readonly volume?: string;
  readonly number?: string;
  readonly pages?: string;
  readonly eprint?: string;
}

export type SourceKey =
  | 'anderson1982' | 'berner2024' | 'black1973' | 'cole1951' | 'cox1985' | 'dockhorn2022' | 'fleming1982'
  | 'fleming2006' | 'girsanov1960' | 'haussmann1986' | 'hopf1950' | 'jia2023' | 'kappen2005' | 'karatzas1991'
  | 'kloeden1992' | 'lai2023' | 'leonard2014' | 'merton1969' | 'oksendal2003' | 'olver1993' | 'pavliotis2014'
  | 'risken1989' | 'sarkka2019' | 'song2021' | 'todorov2009' | 'uhlenbeck1930' | 'wang2020' | 'yong1999';

export const SOURCES: Readonly<Record<SourceKey, Source>> = {
  anderson1982: {
    type: 'article', author: 'Anderson, Brian D. O.', title: 'Reverse-time diffusion equation models', year: 1982,
    journal: 'Stochastic Processes and their Applications', volume: '12', number: '3', pages: '313–326',
  },
  berner2024: {
    type: 'article', author: 'Berner, Julius and Richter, Lorenz and Ullrich, Karen',
    title: 'An optimal control perspective on diffusion-based generative modeling', year: 2024,
    journal: 'Transactions on Machine Learning Research', eprint: '2211.01364',
  },
  black1973: {
    type: 'article', author: 'Black, Fischer and Scholes, Myron', title: 'The pricing of options and corporate liabilities',
    year: 1973, journal: 'Journal of Political Economy', volume: '81', number: '3', pages: '637–654',
  },
  cole1951: {
    type: 'article', author: 'Cole, Julian D.', title: 'On a quasi-linear parabolic equation occurring in aerodynamics',
    year: 1951, journal: 'Quarterly of Applied Mathematics', volume: '9', number: '3', pages: '225–236',
  },
  cox1985: {
    type: 'article', author: 'Cox, John C. and Ingersoll, Jonathan E. and Ross, Stephen A.',
    title: 'A theory of the term structure of interest rates', year: 1985, journal: 'Econometrica', volume: '53',
    number: '2', pages: '385–407',
  },
  dockhorn2022: {
    type: 'inproceedings', author: 'Dockhorn, Tim and Vahdat, Arash and Kreis, Karsten',
    title: 'Score-based generative modeling with critically-damped Langevin diffusion', year: 2022,
    booktitle: 'International Conference on Learning Representations', eprint: '2112.07068',
  },
  fleming1982: {
    type: 'article', author: 'Fleming, Wendell H.', title: 'Logarithmic transformations and stochastic control', year: 1982,
    journal: 'Advances in Filtering and Optimal Stochastic Control, Lecture Notes in Control and Information Sciences',
    volume: '42', pages: '131–141',
  },
  fleming2006: {
    type: 'book', author: 'Fleming, Wendell H. and Soner, H. Mete',
    title: 'Controlled Markov processes and viscosity solutions', year: 2006, edition: '2nd', publisher: 'Springer',
  },
  girsanov1960: {
    type: 'article', author: 'Girsanov, Igor V.',
    title: 'On transforming a certain class of stochastic processes by absolutely continuous substitution of measures',
    year: 1960, journal: 'Theory of Probability and its Applications', volume: '5', number: '3', pages: '285–301',
  },
  haussmann1986: {
    type: 'article', author: 'Haussmann, Ulrich G. and Pardoux, Étienne', title: 'Time reversal of diffusions', year: 1986,
    journal: 'The Annals of Probability', volume: '14', number: '4', pages: '1188–1205',
  },
  hopf1950: {
    type: 'article', author: 'Hopf, Eberhard', title: 'The partial differential equation u_t + u u_x = μ u_xx', year: 1950,
    journal: 'Communications on Pure and Applied Mathematics', volume: '3', number: '3', pages: '201–230',
  },
  jia2023: {
    type: 'article', author: 'Jia, Yanwei and Zhou, Xun Yu', title: 'q-Learning in continuous time', year: 2023,
    journal: 'Journal of Machine Learning Research', volume: '24', number: '161', pages: '1–61',
  },
  kappen2005: {
    type: 'article', author: 'Kappen, Hilbert J.', title: 'Path integrals and symmetry breaking for optimal control theory',
    year: 2005, journal: 'Journal of Statistical Mechanics: Theory and Experiment', number: '11', pages: 'P11011',
  },
  karatzas1991: {
    type: 'book', author: 'Karatzas, Ioannis and Shreve, Steven E.', title: 'Brownian motion and stochastic calculus',
    year: 1991, edition: '2nd', publisher: 'Springer',
  },
  kloeden1992: {
    type: 'book', author: 'Kloeden, Peter E. and Platen, Eckhard',
    title: 'Numerical solution of stochastic differential equations', year: 1992, publisher: 'Springer',
  },
  lai2023: {
    type: 'inproceedings',
    author: 'Lai, Chieh-Hsin and Takida, Yuhta and Murata, Naoki and Uesaka, Toshimitsu and Mitsufuji, Yuki and Ermon, Stefano',
    title: 'FP-Diffusion: improving score-based diffusion models by enforcing the underlying score Fokker–Planck equation',
    year: 2023, booktitle: 'International Conference on Machine Learning', eprint: '2210.04296',
  },
  leonard2014: {
    type: 'article', author: 'Léonard, Christian',
    title: 'A survey of the Schrödinger problem and some of its connections with optimal transport', year: 2014,
    journal: 'Discrete and Continuous Dynamical Systems A', volume: '34', number: '4', pages: '1533–1574',
  },
  merton1969: {
    type: 'article', author: 'Merton, Robert C.',
    title: 'Lifetime portfolio selection under uncertainty: the continuous-time case', year: 1969,
    journal: 'The Review of Economics and Statistics', volume: '51', number: '3', pages: '247–257',
  },
  oksendal2003: {
    type: 'book', author: 'Øksendal, Bernt', title: 'Stochastic differential equations', year: 2003, edition: '6th',
    publisher: 'Springer',
  },
  olver1993: {
    type: 'book', author: 'Olver, Peter J.', title: 'Applications of Lie groups to differential equations', year: 1993,
    edition: '2nd', publisher: 'Springer',
  },
  pavliotis2014: {
    type: 'book', author: 'Pavliotis, Grigorios A.', title: 'Stochastic processes and applications', year: 2014,
    publisher: 'Springer',
  },
  risken1989: {
    type: 'book', author: 'Risken, Hannes', title: 'The Fokker–Planck equation', year: 1989, edition: '2nd',
    publisher: 'Springer',
  },
  sarkka2019: {
    type: 'book', author: 'Särkkä, Simo and Solin, Arno', title: 'Applied stochastic differential equations', year: 2019,
    publisher: 'Cambridge University Press',
  },
  song2021: {
    type: 'inproceedings',
    author: 'Song, Yang and Sohl-Dickstein, Jascha and Kingma, Diederik P. and Kumar, Abhishek and Ermon, Stefano and Poole, Ben',
    title: 'Score-based generative modeling through stochastic differential equations', year: 2021,
    booktitle: 'International Conference on Learning Representations', eprint: '2011.13456',
  },
  todorov2009: {
    type: 'article', author: 'Todorov, Emanuel', title: 'Efficient computation of optimal actions', year: 2009,
    journal: 'Proceedings of the National Academy of Sciences', volume: '106', number: '28', pages: '11478–11483',
  },
  uhlenbeck1930: {
    type: 'article', author: 'Uhlenbeck, George E. and Ornstein, Leonard S.', title: 'On the theory of the Brownian motion',
    year: 1930, journal: 'Physical Review', volume: '36', number: '5', pages: '823–841',
  },
  wang2020: {
    type: 'article', author: 'Wang, Haoran and Zariphopoulou, Thaleia and Zhou, Xun Yu',
    title: 'Reinforcement learning in continuous time and space: a stochastic control approach', year: 2020,
    journal: 'Journal of Machine Learning Research', volume: '21', number: '198', pages: '1–34',
  },
  yong1999: {
    type: 'book', author: 'Yong, Jiongmin and Zhou, Xun Yu',
    title: 'Stochastic controls: Hamiltonian systems and HJB equations', year: 1999, publisher: 'Springer',
  },
};

export const isSourceKey = (key: string): key is SourceKey => Object.hasOwn(SOURCES, key);
