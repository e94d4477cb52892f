import type { Book, Enterprise } from '@sandan/domain';
import { AGENTS, GUARANTORS, WAREHOUSES } from './sample-enterprises';

interface BookSite {
  customsCode: string;
  /** Second-line exit: W logistics centre, Y comprehensive bonded zone. */
  trafMode: string;
  /** Two letters-and-digits of the book number: type of book, then year and series. */
  series: string;
  serials: number[];
}

const SITES: readonly BookSite[] = [
  { customsCode: '4604', trafMode: 'W', series: 'L', serials: [1, 2, 3] },
  { customsCode: '4612', trafMode: 'Y', series: 'T', serials: [1, 2, 3] },
  { customsCode: '4620', trafMode: 'W', series: 'L', serials: [1, 2] },
];

const activeAgents = AGENTS.filter((agent) => agent.status === 'active');
const activeWarehouses = WAREHOUSES.filter((warehouse) => warehouse.status === 'active');

function inTurn(companies: readonly Enterprise[], at: number): Enterprise {
  return companies[at % companies.length] as Enterprise;
}

function emptyBook(site: BookSite, serial: number, at: number): Book {
  const warehouse = inTurn(activeWarehouses, at);
  const agent = inTurn(activeAgents, at);
  return {
    emsNo: `${site.series}${site.customsCode}B26A${String(serial).padStart(3, '0')}`,
    areaCode: warehouse.code,
    areaName: warehouse.name,
    customsCode: site.customsCode,
    portCode: site.customsCode,
    trafMode: site.trafMode,
    agentCode: agent.code,
    agentName: agent.name,
    assureCode: inTurn(GUARANTORS, at).code,
    items: [],
  };
}

/** Eight books under three customs, each of an active warehouse and agent, still without items. */
export const EMPTY_BOOKS: readonly Book[] = SITES.flatMap((site) =>
  site.serials.map((serial) => ({ site, serial })),
).map(({ site, serial }, at) => emptyBook(site, serial, at));
