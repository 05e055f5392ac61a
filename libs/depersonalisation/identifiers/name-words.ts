// Words that stand beside names, and words that look like names and are none.

/** Words after which a name follows, whoever it is. */
export const TITLES =
  'mr mrs ms miss mx dr prof professor rev reverend sir cllr councillor pc wpc pcso dc ds di dci sgt sergeant insp ' +
  'inspector constable supt';

/** Titles that are common words in another sense, in small letters or without capitals: they count only where capitals tell. */
export const TITLES_IN_CAPITALS = 'miss sir dr di ds dc pc sgt insp constable inspector sergeant supt prof';

/** What somebody is in an incident: a name may follow. */
export const ROLES =
  'victim suspect offender witness complainant informant aggrieved patient caller driver passenger rider cyclist pedestrian pupil ' +
  'student mother father mum dad son daughter wife husband partner brother sister uncle aunt nephew niece grandmother grandfather ' +
  'neighbour tenant resident occupier occupant owner landlord client customer defendant child girlfriend boyfriend friend colleague ' +
  'named called name surname forename aka alias nominal call';

/** Words that may stand between a role and the name. */
export const LINKS = 'is was named called name from';

/** Places and other things that are called after people: "Charlotte Street", "Victoria Park". */
export const PLACES =
  'street st road rd avenue ave lane ln close drive dr crescent cres terrace grove mews boulevard way place court gardens garden hill ' +
  'square walk rise row view park green parade quay wharf gate vale croft house hotel inn arms pub station school college academy ' +
  'university hospital surgery clinic church cathedral chapel stadium theatre hall centre center building tower lodge cottage farm ' +
  'estate bridge dock docks pier beach bay island wood woods common field fields meadow meadows cross corner market arcade mall ' +
  'shop store supermarket ward borough county council district city town village institute library museum cemetery crematorium ' +
  'roundabout junction line day cup award act bank brothers ltd limited plc llp sons foundation trust society heights yard copse spinney brow mount end mead ' +
  'meads drove path footpath bypass hamlet gate gates castle abbey priory manor grange racing leisure stores motors';

/** Words with a capital that are no names of people. */
export const NOT_NAMES =
  'the a an and or of in on at by to from for with near into onto off out up down over under is was are were be been has had have ' +
  'not no yes he she it they we you i his her their this that these those who which what when where why how then than but if as so ' +
  'said says told stated reports reported reporting called asked advised attended attending seen saw left went came got took ' +
  'unknown none refused declined withheld redacted anonymous anon nil various other others several male female man woman men women ' +
  'boy girl child children adult person persons people family caller police officer officers fire ambulance council social services ' +
  'service support care unit team department office public member members victim suspect offender witness complainant informant ' +
  'patient driver passenger neighbour tenant resident residents owner vehicle vehicles car cars van lorry bus train bike ' +
  'licence license number code reference ref details detail address contact phone telephone mobile date birth age aged years old ' +
  'january february march april may june july august september october november december monday tuesday wednesday thursday ' +
  'friday saturday sunday english british scottish welsh irish polish asian african european white black brown grey green blue red ' +
  'england scotland wales ireland britain london southampton portsmouth hampshire manchester birmingham south north east west ' +
  'southern northern eastern western central upper lower great little new old royal world universe home homes alone assault theft ' +
  'robbery burglary arrest arrested injured dead unconscious drunk locked trapped stuck rescue incident crime emergency call ' +
  'transport parking zone permit charge fund care liaison statement interview report account group type category status ' +
  'can could would should will given see meet wait tell show give take make need want keep non law done full animal bird cat dog fox ' +
  'deer horse baby water lake river storm drain rain snow ice fire finch swan duck pigeon cash power';

/** Names that are ordinary words too: without capitals, or at the head of a sentence, they need a known family name beside them. */
export const AMBIGUOUS_NAMES =
  'will mark may june rose grace hope joy dawn faith jack bill rob pat frank art grant dean max ray jay ivy holly hazel heather violet ' +
  'olive poppy daisy ruby amber jade jasmine robin penny sue sandy dale glen glenn lee kay carol eve april summer autumn cliff drew ' +
  'gene guy jean jo jordan kit lance miles nick norm pearl phil price rich rod rusty sky skip stew terry trip victor chase chance ' +
  'chelsea christian destiny earl ernest fern fox ginger golden honey hunter ice iris jewel judge justice king lane leo major ' +
  'marina melody mercy mercedes misty morgan noble ocean paris patience prince princess queen raven river rocky royal sage saint sam ' +
  'scarlett scout shelby spring star stormy sunny tiger tim unity van virginia willow winter young ali don bella blue bob buddy pip';

/** Given names after which streets, stations and halls are called everywhere. */
export const NAMES_OF_PLACES =
  'victoria albert george charlotte elizabeth edward alexandra william mary st john james andrew david peter paul anne adelaide ' +
  'caroline harold alfred arthur alma florence lewis gordon douglas nelson stanley wellington clifton clarence york jubilee king queen prince';
