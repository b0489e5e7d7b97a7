namespace Hudna.Codebook;

/// <summary>
/// The means of an event (codebook section 3). A mode belongs to one or more event types; which, and which ACLED, UCDP and CAMEO
/// codes it carries outward, stands in <c>data/lexicon/modes.csv</c>.
/// </summary>
#pragma warning disable CS1591 // The name is the codebook's own word, kebab-cased in text; a sentence each would only repeat it.
public enum Mode
{
    Ceasefire, Agreement, Promise,
    Meeting, Summit, Round, Call, Visit, WorkingGroup,
    JointPatrol, Exchange, Coordination,
    Relief, Military,
    Withdrawal, Release, Evacuation,
    Lapse,
    Deployment, Convoy, Patrol, Reinforcement, Reconnaissance,
    Arrest, Seizure, Displacement, Curfew,
    Airstrike, Shelling, Missile, DroneStrike, ClusterMunition, GroundAttack, Infiltration, Clash, Sniping, Ied, Mine, Chemical, Abduction,
    Other,
}
