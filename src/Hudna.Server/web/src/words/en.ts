/** Plural words: the forms of Intl.PluralRules; # stands for the number. */
export type Plural = { one?: string; two?: string; few?: string; many?: string; zero?: string; other: string };

export const en = {
  tagline: 'Ceasefire observatory',
  skip: 'Skip to the content',
  'nav.observatory': 'Observatory', 'nav.reports': 'Reports', 'nav.ledger': 'Ledger', 'nav.pages': 'Pages',
  'nav.language': 'العربية', 'nav.languageLabel': 'Read this in Arabic',
  loading: 'Loading…', 'fault.title': 'This could not be shown', 'fault.server': 'The server gave no answer. Is the program still running?',
  'lost.title': 'There is no such page', 'lost.back': 'To the observatory',

  'class.air': 'Air strikes', 'class.shelling': 'Shelling and missiles', 'class.ground': 'Ground fighting', 'class.force': 'Other armed force',
  'class.movement': 'Forces moving', 'class.coercion': 'Coercion and threats', 'class.talks': 'Talks and cooperation', 'class.people': 'Relief and protest',

  'type.AGREE': 'Agreement', 'type.CONSULT': 'Talks', 'type.SUPPORT': 'Support', 'type.CONCEDE': 'Concession', 'type.COOPERATE': 'Cooperation',
  'type.AID': 'Aid', 'type.RETREAT': 'Retreat', 'type.REQUEST': 'Demand', 'type.ACCUSE': 'Accusation', 'type.REJECT': 'Rejection',
  'type.THREATEN': 'Threat', 'type.PROTEST': 'Protest', 'type.SANCTION': 'Sanction', 'type.MOBILIZE': 'Mobilisation', 'type.COERCE': 'Coercion',
  'type.ASSAULT': 'Attack', 'type.DENY': 'Denial', 'type.COMMENT': 'Comment',

  'mode.ceasefire': 'Ceasefire', 'mode.agreement': 'Agreement', 'mode.promise': 'Promise', 'mode.meeting': 'Meeting', 'mode.summit': 'Summit',
  'mode.round': 'Round of talks', 'mode.call': 'Call', 'mode.visit': 'Visit', 'mode.working-group': 'Working group', 'mode.joint-patrol': 'Joint patrol',
  'mode.exchange': 'Exchange', 'mode.coordination': 'Coordination', 'mode.relief': 'Relief', 'mode.military': 'Military aid',
  'mode.withdrawal': 'Withdrawal', 'mode.release': 'Release', 'mode.evacuation': 'Evacuation', 'mode.lapse': 'Lapse', 'mode.deployment': 'Deployment',
  'mode.convoy': 'Convoy', 'mode.patrol': 'Patrol', 'mode.reinforcement': 'Reinforcement', 'mode.reconnaissance': 'Reconnaissance',
  'mode.arrest': 'Arrest', 'mode.seizure': 'Seizure', 'mode.displacement': 'Displacement', 'mode.curfew': 'Curfew', 'mode.airstrike': 'Air strike',
  'mode.shelling': 'Shelling', 'mode.missile': 'Missile', 'mode.drone-strike': 'Drone strike', 'mode.cluster-munition': 'Cluster munition',
  'mode.ground-attack': 'Ground attack', 'mode.infiltration': 'Infiltration', 'mode.clash': 'Clash', 'mode.sniping': 'Sniping', 'mode.ied': 'Bomb (IED)',
  'mode.mine': 'Mine', 'mode.chemical': 'Chemical attack', 'mode.abduction': 'Abduction', 'mode.other': 'Other means',

  'verdict.violation': 'Violation', 'verdict.compliant': 'Compliant', 'verdict.exempt': 'Exempt', 'verdict.not-covered': 'Not covered', 'verdict.undecided': 'Undecided',
  'verdict.none': 'Not judged',

  'kind.event': 'Event', 'kind.statement': 'Statement', 'kind.tally': 'Tally', 'kind.forecast': 'Forecast',
  'modality.asserted': 'asserted', 'modality.denied': 'denied', 'modality.planned': 'planned', 'modality.demanded': 'demanded',
  'modality.possible': 'possible', 'modality.hypothetical': 'hypothetical',
  'precision.exact': 'in', 'precision.vicinity': 'near', 'precision.area': 'in the area of', 'precision.route': 'along', 'precision.district': 'somewhere in',
  'precision.province': 'somewhere in', 'precision.country': 'somewhere in',
  'role.from': 'from', 'role.to': 'to',
  'basis.given': 'date given', 'basis.found': 'date found in the text', 'basis.estimated': 'date estimated', 'basis.unknown': 'date unknown',
  'timeBasis.stated': 'stated', 'timeBasis.relative': 'worked out from the report’s date', 'timeBasis.inherited': 'taken from the passage', 'timeBasis.published': 'only the publication date is known',

  'count.killed': 'killed', 'count.wounded': 'wounded', 'count.missing': 'missing', 'count.displaced': 'displaced', 'count.casualties': 'dead and wounded',
  'count.strikes': 'strikes', 'count.munitions': 'munitions', 'count.locations': 'places hit', 'count.vehicles': 'vehicles', 'count.rounds': 'rounds',
  'count.violations': 'violations', 'count.patrols': 'patrols', 'count.detained': 'detained',
  'group.civilians': 'civilians', 'group.children': 'children', 'group.women': 'women', 'group.men': 'men', 'group.combatants': 'combatants',
  'group.soldiers': 'soldiers', 'group.rescuers': 'rescuers',

  'obs.title': 'Incidents', 'obs.of': '{shown} of {total} incidents', 'obs.all': { one: '# incident', other: '# incidents' } as Plural,
  'obs.noPlace': { one: '# without a place on the map', other: '# without a place on the map' } as Plural,
  'obs.noDate': { one: '# without a date', other: '# without a date' } as Plural,
  'obs.none': 'No incident fits these choices.', 'obs.clear': 'Clear all', 'obs.here': 'Only what the map shows', 'obs.more': 'Show {n} more',
  'obs.map': 'Map', 'obs.table': 'Table', 'obs.asMap': 'Show as', 'obs.list': 'List of incidents', 'obs.noPlaceHead': 'Without a place on the map',
  'obs.empty': 'Nothing has been read yet. Open a folder of reports with the program, and come back.', 'obs.csv': 'Download these as JSON',
  'obs.showAll': 'Whole area', 'obs.fit': 'Show all on the map',

  'filter.title': 'Choices', 'filter.class': 'Kind', 'filter.mode': 'Means', 'filter.actor': 'Actor', 'filter.agreement': 'Agreement', 'filter.reading': 'Reading', 'filter.verdict': 'Verdict',
  'filter.q': 'Search', 'filter.qHint': 'Place, actor, words of a report', 'filter.from': 'From', 'filter.to': 'To', 'filter.any': 'any', 'filter.anyone': 'anyone',

  'time.title': 'Timeline', 'time.brush': 'Drag to choose days; the arrow keys move the two handles.', 'time.from': 'First day', 'time.to': 'Last day',
  'time.day': 'by day', 'time.week': 'by week', 'time.month': 'by month', 'time.year': 'by year', 'time.reports': 'reports', 'time.spans': 'known only within',
  'time.unknown': 'date unknown', 'time.reset': 'All time', 'time.about': 'about', 'time.since': 'since', 'time.until': 'until',

  'map.label': 'Map of incidents', 'map.help': 'Circles and hatched areas show where an incident may have been, as far as its reports say. The table shows the same.',
  'map.legend': 'Legend', 'map.legendExact': 'In the place named', 'map.legendOpen': 'Only near it', 'map.legendArea': 'Somewhere within', 'map.legendCircle': 'Lies within this circle', 'map.legendNumber': 'Several incidents', 'map.legendRoute': 'Somewhere along',
  'map.noWebGl': 'This browser cannot draw the map (WebGL is missing). The table shows the same.', 'map.in': 'Zoom in', 'map.out': 'Zoom out',
  'map.source': 'Boundaries: OCHA; basemap: Natural Earth', 'map.zone': 'Zone of an agreement', 'map.noZone': 'none', 'map.zones': 'Roads and zones', 'map.several': '{n} incidents here',

  'table.when': 'When', 'table.what': 'What', 'table.where': 'Where', 'table.who': 'Who', 'table.whom': 'Whom', 'table.toll': 'Toll', 'table.sources': 'Sources', 'table.verdict': 'Verdict',

  'incident.title': 'Incident', 'incident.where': 'Where', 'incident.when': 'When', 'incident.who': 'By whom', 'incident.whom': 'Against whom',
  'incident.means': 'Means', 'incident.sources': 'Told by', 'incident.sourcesText': { one: '# independent source', other: '# independent sources' } as Plural,
  'incident.mentions': { one: 'in # report', other: 'in # reports' } as Plural,
  'incident.sentences': 'Every sentence behind it', 'incident.tolls': 'Tolls, source by source', 'incident.disputes': 'Where its sources disagree', 'incident.merge': 'Why these were taken as one',
  'incident.disagree': 'Sources disagree', 'dispute.occurrence': 'whether it happened', 'dispute.actor': 'who did it', 'dispute.place': 'where', 'dispute.time': 'when', 'dispute.type': 'what it was', 'ledger.duties': 'Obligations and deadlines', 'ledger.allTerms': 'The terms',
  'incident.findings': 'What it means for the agreements', 'incident.noFindings': 'No term of an agreement speaks of it.', 'incident.range': 'Range over all',
  'incident.best': 'most named', 'incident.unknown': 'not said', 'incident.notSaid': 'Nobody is named', 'incident.open': 'In the report', 'incident.contra': 'Disputes it',
  'incident.first': 'the first', 'incident.score': 'Weight', 'incident.comparedWith': 'compared with', 'incident.joined': 'Sentence', 'incident.reason': 'Why',
  'incident.noPlace': 'No place is told', 'incident.back': 'Back to the observatory', 'incident.print': 'Print', 'incident.within': 'within {r} of the point',
  'incident.allWithin': 'The map shows how far the place may reach.', 'incident.gives': 'gives',

  'claim.says': 'Says', 'claim.confidence': 'coder’s confidence', 'claim.coder': 'coded by', 'claim.words': 'words', 'claim.proposition': 'Foresees', 'claim.topic': 'About',
  'claim.horizon': 'Until', 'claim.negated': 'that it will not happen', 'claim.actors': 'Actors', 'claim.targets': 'Targets', 'claim.places': 'Places', 'claim.time': 'Time', 'claim.counts': 'Counts',
  'claim.unregistered': 'not in the register', 'claim.unnamed': 'unnamed', 'claim.incident': 'Incident', 'claim.modality': 'Modality', 'claim.attribution': 'Says so', 'claim.period': 'Period', 'claim.area': 'Area',
  'claim.publisher': 'publisher',

  'reports.title': 'Reports', 'reports.count': { one: '# report', other: '# reports' } as Plural, 'reports.uncoded': 'Not yet coded', 'reports.noClaims': 'No claims',
  'reports.published': 'Published', 'reports.publisher': 'Publisher', 'reports.reportTitle': 'Title', 'reports.language': 'Language', 'reports.claims': 'Claims', 'reports.incidents': 'Incidents',
  'reports.untitled': 'Without a title', 'reports.noPublisher': 'publisher unknown',
  'report.claims': 'What it says', 'report.source': 'File', 'report.uncoded': 'This report is kept and shown, and has not been coded: nothing in it stands in the ledger yet.',
  'report.noClaims': 'Nothing in it was coded as a claim.', 'report.furniture': 'Not the report’s own text', 'report.remarks': 'Noticed while reading', 'report.byline': 'By',
  'report.overlap': { one: '# claim here', other: '# claims here' } as Plural, 'report.id': 'Fingerprint of the text (SHA-256)', 'report.next': 'Next claim', 'report.previous': 'Previous claim', 'report.text': 'Text of the report',

  'ledger.title': 'Ledger', 'ledger.agreements': 'Agreements', 'ledger.parties': 'Parties', 'ledger.guarantors': 'Guarantors', 'ledger.signed': 'Signed', 'ledger.inForce': 'In force', 'ledger.ends': 'Ends',
  'ledger.openEnd': 'no end set', 'ledger.term': 'Term', 'ledger.terms': 'Terms and readings', 'ledger.how': 'Each cell counts the incidents that the reading in its column judges under the term in its row. Choose a number to see them.',
  'ledger.readings': 'The readings', 'ledger.deadlines': 'Deadlines', 'ledger.deadline': 'Deadline', 'ledger.state': 'State', 'ledger.nothing': 'nothing', 'ledger.findings': 'Findings',
  'ledger.close': 'Close', 'ledger.sources': 'Sources', 'ledger.states': 'What became of it', 'ledger.binds': 'binds', 'ledger.because': 'Reasons', 'ledger.probability': 'probability', 'ledger.responsible': 'answers for it',
  'ledger.sentences': 'Sentences', 'ledger.rule': 'rests on', 'ledger.none': 'This theatre has no agreements.', 'ledger.holders': 'held by', 'ledger.noDeadlines': 'No term sets a day.', 'ledger.version': 'Version of the text',
  'ledger.text': 'the bare text', 'ledger.all': 'All verdicts',
  'ledger.sides': 'The readings side by side', 'ledger.sidesHow': 'Incidents that break any term of the agreement, by each reading; those of which no report tells enough stand apart.',
  'ledger.violations': 'Violations', 'ledger.maybe': 'May be one', 'ledger.untold': 'Of these, not told', 'ledger.untoldPlace': 'where', 'ledger.untoldActor': 'who', 'ledger.untoldTime': 'when',
  'ledger.notCounted': 'What others count and this reading does not', 'ledger.noFindings': 'No incident falls under its terms.',
  'ledger.counts': 'Counts that others published, beside ours', 'ledger.noCounts': 'No report that was read publishes a count under it.', 'ledger.theirs': 'Theirs', 'ledger.ours': 'Ours',
  'ledger.counted': 'Whose acts', 'ledger.agree': 'Could both be right', 'ledger.canAgree': 'yes, as the ranges stand', 'ledger.cannotAgree': 'not as the ranges stand', 'ledger.wouldHave': 'What would have to be true', 'ledger.notSaid': 'not said',
  'life.title': 'Findings acted on', 'life.step': 'Next step', 'life.reader': 'Your name', 'life.reason': 'Reason, or what was answered', 'life.take': 'Take into the record',
  'stage.open': 'open', 'stage.notified': 'notified', 'stage.answered': 'answered', 'stage.disputed': 'disputed', 'stage.confirmed': 'confirmed', 'stage.closed': 'closed',
  'step.notify': 'Notify', 'step.answer': 'Answer', 'step.dispute': 'Dispute', 'step.confirm': 'Confirm', 'step.close': 'Close', 'step.undo': 'Undo the last step',
  'unit.incident': 'incidents', 'unit.attack': 'attacks', 'unit.strike': 'strikes or shells', 'unit.place-hit': 'places hit', 'unit.day-with-fire': 'days with fire', 'unit.casualty': 'killed or wounded', 'unit.killed': 'killed',
  'duty.pending': 'pending', 'duty.met': 'kept', 'duty.late': 'kept late', 'duty.missed': 'missed', 'duty.unknown': 'nothing that was read tells',
  'termKind.prohibition': 'must not', 'termKind.obligation': 'must', 'termKind.permission': 'may', 'termKind.exemption': 'exempt', 'termKind.condition': 'only once',
  'state.declared': 'declared', 'state.agreed': 'agreed', 'state.in-force': 'in force', 'state.suspended': 'suspended', 'state.broken-down': 'broken down', 'state.ended': 'ended',
};

export type Words = typeof en;
export type Key = { [K in keyof Words]: Words[K] extends string ? K : never }[keyof Words];
export type PluralKey = { [K in keyof Words]: Words[K] extends string ? never : K }[keyof Words];
