// Written by hand from what everybody knows; a small beginning, not a register. Longer lists are given as an argument.

/** Very common given names of the United Kingdom, with short forms; those that are ordinary words too are told apart elsewhere. */
export const COMMON_GIVEN_NAMES =
  'aaron abdul abigail adam adrian agnes ahmed aidan aisha alan albert alex alexander alexandra alfie alfred alice alison ali ' +
  'amanda amber amelia amina amy andrea andrew andy angela anita ann anna anne annie anthony arthur ashley ava barbara barry ' +
  'beatrice becky ben benjamin bernard beth bethany betty beverley bilal billy bob bradley brenda brian bruce callum cameron ' +
  'carl carla carol caroline catherine cathy charles charlie charlotte chelsea cheryl chloe chris christina christine ' +
  'christopher claire clare clive colin connor craig daisy dale damian dan daniel danielle darren dave david dawn dean debbie ' +
  'deborah debra denise dennis derek diana diane dominic donald donna doreen dorothy douglas duncan dylan edith edward eileen ' +
  'elaine eleanor elizabeth ella ellen ellie elsie emily emma eric erin ethan ethel eva eve evelyn evie faith fatima fiona ' +
  'florence frances francis frank fred freddie frederick freya gareth gary gavin gemma geoff geoffrey george georgia georgina ' +
  'gerald gillian gladys glen glenn gordon grace graham grant greg gwen hannah harold harriet harry hassan hayley hazel heather ' +
  'heidi helen henry hilary holly howard hugh hussein ian ibrahim imran irene isaac isabel isabella isla ivan ivy jack jackie ' +
  'jacob jacqueline jade jake james jamie jan jane janet janice jasmine jason jay jayne jean jeffrey jennifer jenny jeremy ' +
  'jessica jill jim jo joan joanna joanne joe joel john jon jonathan jordan joseph josh joshua joy joyce judith julia julian ' +
  'julie june justin karen karl kate katherine kathleen kathryn katie katy kay kayleigh keith kelly ken kenneth kerry kevin khalid ' +
  'kieran kim kimberley kirsty kyle laura lauren lee leo leon leonard lesley leslie lewis liam lily linda lindsay lisa liz logan ' +
  'lorna lorraine louis louise lucy luke lydia lynn lynne malcolm mandy marc marcus margaret maria marie marilyn marion mark ' +
  'martin martyn mary mason matt matthew maureen mavis max maxine may megan mehmet melanie melissa mia michael michelle mick ' +
  'mike millie miriam mohamed mohammad mohammed molly monica morgan muhammad nadia nancy naomi natalie natasha nathan neil ' +
  'nicholas nick nicola nicole nigel noah noel nora norman olga olive oliver olivia omar oscar owen pamela pat patricia patrick ' +
  'paul paula pauline penny pete peter phil philip phillip phoebe poppy rachael rachel ralph ray raymond rebecca reginald rhys ' +
  'richard rita rob robert roberta robin rodney roger ron ronald rory rosie rose rosemary ross roy ruby rupert russell ruth ryan ' +
  'sally sam samantha samuel sandra sara sarah scarlett scott sean sebastian shannon sharon shaun sheila shirley sian sidney ' +
  'simon sofia sonia sophia sophie stacey stan stanley stella stephanie stephen steve steven stuart sue susan suzanne sylvia ' +
  'tanya tara ted teresa terence terry theo theresa thomas tim timothy tina toby tom tommy tony tracey tracy trevor tyler ' +
  'valerie vanessa vera veronica victor victoria vincent violet vivien walter wayne wendy wilfred will william yasmin yusuf ' +
  'yvonne zachary zara zoe';

/** Very common family names of the United Kingdom. */
export const COMMON_SURNAMES =
  'adams ahmed akhtar ali allen anderson andrews armstrong atkinson bailey baker ball barker barnes barrett bates begum bell bennett ' +
  'berry bishop black booth bradley brooks brown bryant burgess burke burns burton butler byrne cameron campbell carpenter carr ' +
  'carroll carter chambers chapman clark clarke cole coleman collins cook cooper cox craig cunningham curtis davies davis davidson ' +
  'dawson day dean dixon doe doyle duncan dunn edwards elliott ellis evans farrell ferguson fisher fletcher ford foster fox francis ' +
  'fraser gardner george gibson gill gordon graham grant gray green gregory griffiths hall hamilton hansen harding harper harris ' +
  'harrison hart harvey hayes henderson henry hill holland holmes hopkins houghton howard howell hudson hughes hunt hunter hussain ' +
  'hutchinson jackson james jenkins jennings johnson johnston jones jordan kaur kelly kennedy khan king knight kowalski lambert ' +
  'lawrence lawson lee lewis lloyd lowe lynch macdonald mahmood marsh marshall martin mason matthews may mccarthy mcdonald mclean ' +
  'mcleod mills mistry mitchell moore morgan morris morrison murphy murray nelson newman nguyen nicholson nowak o’brien o’connor ' +
  'o’neill o’sullivan oliver owen palmer parker parkinson parry parsons patel payne pearce pearson perkins perry phillips poole ' +
  'porter potter powell price quinn read reed reid reynolds richards richardson riley roberts robertson robinson rogers rose ross ' +
  'russell ryan sanders saunders scott sharp shaw shepherd simmons simpson singh slater smith spencer stephens stevens stevenson ' +
  'stewart stone sullivan sutton taylor thomas thompson thomson thornton todd tucker turner wade walker wallace walsh walters ' +
  'ward warren watkins watson watts webb wells west wheeler white wilkins wilkinson williams williamson willis wilson wong wood ' +
  'woods wright wu young zhang';
