"""Plain words that are harmless alone and mean danger together: "plug" and "buzz", "lift" and "ambulance".

A group is a set of words and phrases (`let_go`) for `together.Neighbours`. A rule names the groups that must be near
each other. `danger` has the words that mean danger alone.
"""

from goodword.reading.together import Together

ELSEWHERE = "elsewhere"

GROUPS = {
    # people and things that are harmed
    "body": """
        hand finger thumb fingertip arm wrist elbow shoulder leg foot feet ankle knee toe shin calf thigh hip rib pelvis
        collarbone tailbone spine back neck throat chest lung stomach belly tummy skull head forehead face cheek chin
        jaw nose mouth lip tongue gum tooth teeth eye eyes eyelid eyebrow eyelash ear ears earlobe lobe scalp skin hair
        palm knuckle nail cornea eardrum bum buttock backside groin nerve tendon muscle vein airway
    """,
    "frail": """
        baby babies toddler infant newborn bub bairn kid child children son daughter lad boy girl nephew niece grandson
        granddaughter grandchild little_one youngest littlest schoolchild pupil pram buggy cot crib nursery nan nana
        gran granny grandma grandmother grandad granddad grandpa grandfather pensioner elderly old_man old_lady
        old_fella old_gentleman old_dear pregnant disabled blind wheelchair walker zimmer year_old yr_old yo month_old
        months_old carer carers resident residents patient patients autistic asthmatic diabetic epileptic dementia twins
        little_boy little_girl tot schoolkids
    """,
    "dear": """
        wife husband partner bf gf boyfriend girlfriend mate mum mam mom mother dad father sister brother nan gran
        cousin aunt uncle friend passenger customer guest neighbour neighbor colleague mother_in_law somebody someone
        dog cat puppy kitten pup horse rabbit hamster
    """,
    # harm done
    "hurt": """
        burn burns burned burnt scald scalded scalding blister blisters blistered blistering bled bleed bleeding blood
        bruise bruises bruised bruising welt welts rash rashes hives itch itchy itching swell swelled swollen swelling
        puffy numb tingle tingles tingly tingling stung weeping peeling ulcer scab scar scars scarred gash gashed graze
        grazed slice sliced slit cut lacerated laceration puncture punctured pierced stabbed impaled embedded
        trapped pinned pinched fractured fracture dislocated sprained twisted
        amputated severed sore infected infection septic inflamed irritated blinded concussed concussion winded whiplash
        limping throbbing bandaged splint splints stitches stitched tetanus graft closed_up closing_up closing went_blue
        turned_blue gone_blue hurt hurts injured injury injuries wound wounded bites bitten frostbite agony speared
        chewed bled_for haemorrhage bleed_on scratched_cornea broken_wrist broken_ankle broken_arm broken_leg broken_hip
        broken_nose black_eye guillotined chopped skin_off red_raw burst_eardrum sprain fractures breaks spitting_blood
        cuts conjunctivitis dermatitis eczema cracked_ribs peels swells puff puffed_up hair_came_out hair_coming_out
        coming_out_in came_out_in broke_out_in breaking_out scorched singed mangled scratched gone_numb went_numb
        swelling_up rabies jabs lip_split torn_ligament slipped_disc one_big_blister bites_in_rows in_plaster ripped_my
        broke_her broke_his broke_my broke_an stinging stings bite_marks bust_lip size_of_a_melon like_a_melon
        gone_black lump_on ligaments hurt_her hurt_him thigh_raw
    """,
    "ill": """
        ill sick poorly unwell vomiting vomited vomit puking puked puke threw_up throwing_up throw_up thrown_up
        chucking_up the_runs diarrhoea diarrhea stomach_cramps cramps fever feverish dizzy lightheaded faint fainted
        fainting collapsed collapsing passed_out blacked_out blackout unconscious unresponsive stopped_responding
        seizure seizures convulsing coma palpitations heart_attack stroke headache headaches migraine migraines coughing
        cough wheezing wheeze wheezy choke choked choking gagging gagged gasping breathless shaking shivering clammy
        dribbling drooling asthma bathroom_floor toilet_bowl over_the_toilet salmonella norovirus e_coli listeria
        legionella campylobacter dehydrated heatstroke heat_stroke hypothermia keep_water_down keep_anything_down nausea
        nauseous queasy hallucinating overdose overdosed stopped_breathing not_breathing struggling_to_breathe
        couldn't_swallow unable_to_swallow been_sick feel_sick felt_sick feeling_sick feels_sick being_sick
        violently_sick keeled_over kidney kidneys gone_grey turned_grey went_grey lifeless disoriented slurring
        chest_pain chest_pains chest_tight tight_chest stomach_bug stomach_ache tummy_ache upset_stomach botulism
        legionnaires pneumonia thrush uti worms parasite parasites miscarriage miscarried flare_up flared_up
        anaphylactic splitting_head down_with the_trots can't_stop_shaking still_shaking not_been_right
        hasn't_been_himself hasn't_been_herself not_been_the_same off_her_food off_his_food lethargic foaming feel_odd
        feeling_odd feels_scratched heart_going heart_skip racing_heart heart_racing kidneys_gone off_food hooked_up
        sick_since both_been_sick all_been_sick ill_since ill_for unwell_since went_blue lips_went_blue gone_blue
        out_of_it seeing_stars dizzy_since fitting_when unconscious_when coming_out_both_ends both_ends
    """,
    "care": """
        hospital a&e er icu resus ambulance paramedic paramedics surgery surgeon operated stitches x_ray x_rayed xray
        xrayed mri ct_scan doctor doctors gp medic nurse vet vets dentist physio optician consultant specialist
        cardiologist dermatologist clinic burns_unit burns_ward steroids steroid antibiotics tetanus tetanus_shot drip
        epipen epi_pen antihistamine antihistamines inhaler monitor crutches plaster_cast cast boot_cast sling splint
        ward emergency_room urgent_care walk_in_centre first_aid first_aider ambulance_job fire_brigade brigade
        fire_engine fire_service firefighters firemen 999 911 112 coastguard coast_guard poison_line airlift airlifted
        sick_note off_work rabies_jabs general_anaesthetic anaesthetic heart_monitor blood_test poison_control helpline
        care_home x_rays xrays mountain_rescue oxygen biopsy ct
    """,
    # fire, heat, current
    "thing": """
        phone handset hoverboard hover_board e_bike ebike laptop tablet computer charger charging_case adapter adaptor
        battery batteries power_bank powerbank cable cord plug socket outlet wire wires wiring usb device gadget unit
        appliance machine toaster oven hob stove cooker fryer kettle microwave blender mixer grill heater radiator dryer
        drier tumble_dryer hairdryer hair_dryer straightener straighteners tongs curling_tongs washer washing_machine
        dishwasher fridge freezer boiler tv telly monitor console router hub modem speaker headphone headphones headset
        earbud earbuds smartwatch fitness_band bracelet lamp lights fairy_lights bulb candle diffuser vape e_cig scooter
        e_scooter bike engine exhaust motor bonnet dashboard fan heated_blanket electric_blanket blanket heating_pad
        hot_water_bottle pressure_cooker slow_cooker air_fryer thermostat drill mower strimmer drone toy fireguard
        extension extension_lead power_strip bottle fuse fuse_box smart_plug mains gas_bottle barbecue bbq fire_pit
        patio_heater stairlift robot vacuum hoover dehumidifier steam_iron the_iron the_lead the_light ceiling_light
    """,
    "wired": """
        charger charging_case adapter adaptor battery batteries power_bank powerbank plug socket outlet wire wires
        wiring mains kettle toaster heater fuse fuse_box smart_plug extension_lead power_strip heated_blanket
        electric_blanket straightener straighteners hoverboard e_scooter e_bike tumble_dryer boiler fairy_lights earbud
        earbuds fitness_band smartwatch appliance vape laptop usb lamp
    """,
    "heat": """
        flame flames flaming smoke smoking smoked smouldering smoldering spark sparks sparked sparking scorch scorched
        scorching singe singed charred melt melted melting burn burns burning burnt burned ablaze alight ignited
        caught_light on_fire hiss hisses hissing hissed bulge bulging bulged swell swelled swollen swelling puffed_up
        puffing ballooned growing_fat expanded expanding exploded explode explodes exploding explosion popped blew blown
        blew_up blew_off burst bursting bang bangs went_up red_hot boiling_hot roasting fumes crispy went_brown
        brown_mark brown_marks black_mark black_marks black_ring overheat overheats overheated overheating too_hot
        so_hot really_hot very_hot super_hot boiling so_warm fizz fizzed fizzing fffzzt fzzt crackle crackles crackling
        tripped trips tripping electrics blue_flash flash flashed leaking leaked acid acrid in_flames caught_fire fire
        smouldered white_hot stuck_on_max glowing burning_smell went_bang hot_enough gone_bang went_pop puff_of_smoke
        short_circuited shorted arcing arced
    """,
    "odd": """
        buzz buzzes buzzing buzzed hum hums humming hot warm brown smell smells smelling smelled smelt stink stinks
        whiff fishy tingle tingles tingling shock shocks shocked zap zaps zapped jolt tickle popping frayed bare exposed
        loose rattle rattles wobble wobbles wobbly clunk grinding prickly funny_smell odd_smell weird_smell static
        copper flickering
    """,
    "worry": """
        should_i_be_worried should_we_be_worried be_worried be_concerned is_it_normal is_this_normal is_that_normal
        normal meant_to supposed_to is_it_safe is_that_safe is_this_safe safe safe_to unsafe dangerous danger risk risky
        stop_using keep_using carry_on_using throw_it_out unplug unplugged unplugging switch_it_off toxic poisonous
        harmful is_it_ok leave_them_on leave_it_on get_out ventilate safe_to_use safe_to_eat safe_to_drink
        safe_to_charge be_alright ok_to_eat should_she_stop should_he_stop should_i_stop go_bang bad_for_you
        see_a_doctor see_a_doc see_a_gp still_use_it
    """,
    # things that give way
    "structure": """
        ladder step_ladder stepladder stool chair highchair high_chair bench seat bed bunk bunk_bed top_bunk cot crib
        shelf shelves shelving rack wardrobe cupboard drawer drawers chest_of_drawers bookcase mirror cabinet door doors
        shower_door oven_door shower_screen screen window ceiling panel ceiling_tile ceiling_panel roof tile tiles
        balcony rail railing handrail banister stair stairs staircase steps stair_gate gate barrier fence wall lift
        elevator escalator travelator ramp platform floor floorboard decking swing slide trampoline net parasol umbrella
        awning gazebo tent hammock swing_seat sunlounger sun_lounger deck_chair chandelier light_fitting signage pallet
        trolley trolleys pushchair pram buggy stroller car_seat walker wheelchair mobility_scooter zip_line zipline
        rollercoaster ride teacups harness buckle bolt bolts screw screws hinge spring lid handlebar handlebars pedal
        chain wheel wheels tyre tire tyres fork helmet treadmill barbell climbing_wall chimney manhole grate
        overhead_locker locker tray_table bin_lid drain_cover climbing_frame soft_play gantry scaffold scaffolding
        goalpost car_park_barrier ceiling_fan projector statue carousel lens button_eye battery_cover castor zip_wire
        swing_chain treadmill_belt grab_rail toilet_seat sink glass_shelf glass_table glass_door step_stool table_leg
        chair_leg socket shower_head drain cellar_steps handrails exposed_nails
    """,
    "gives": """
        collapsed collapses collapsing collapse snapped snaps snapping came_off comes_off came_down comes_down
        came_loose gave_way give_way gave_out fell fell_off fell_out falls fallen falls_off falling_off falling toppled
        topples toppling tipped tips tips_forward tipping tipped_over folded let_go lets_go shattered shatters
        shattering exploded split splits splitting flew flew_off popped_off popped_out pops_off dropped dropped_onto
        drops came_undone came_apart comes_apart broke_off breaks_off sheared cracked_in_two gave_in caved_in
        crashed_down landed parted slipped slid slides_down slipped_off closed_on shut_on trapped jammed came_away
        hanging_off hanging_by worked_loose not_bolted not_screwed wobbles wobble wobbly opens_on opened_on closes_on
        lifted_off undone unclipped loose frayed came_out_of came_off_at came_off_in went_through gave popped bent
        buckled dangling wobbled sways sagging drops_off parted_company popped_out_of shut_behind stopped_dead
        dropped_half
    """,
    "onto": """
        on_top_of hit_me hit_my hit_him hit_her landed_on missed_my missed_me missed_him missed_her missed_the by_inches
        inches_from by_an_inch centimetres a_metre hit_the_ceiling came_down_on fell_on fallen_on fell_onto crashed_onto
        inches_away inches_off a_whisker a_foot_from nearly_hit almost_hit narrowly by_a_whisker onto_my_head
        fell_out_of on_my_head over_my_legs over_my_lap in_my_lap on_the_temple came_crashing
    """,
    "tumble": """
        slipped slip slipping tripping fell fall fallen falling tumble tumbled went_over going_over went_down go_down
        down_i_went went_flying gone_flying flat_on headfirst head_first came_off knocked_over knocked_flat knocked
        knocked_down landed_on stumbled skidded fell_down fell_over fell_through fallen_over lost_my_footing
        lost_her_footing go_down_hard tumbling toppled skid skidding slid tripped_over tripped_on tripping_over
    """,
    "ground": """
        wet_floor mopped puddle spill spillage ice icy black_ice grit gritted pothole kerb curb stair stairs step steps
        staircase escalator pavement paving slab slabs floor tiles tiled slippery loose_carpet rug mat cable ramp deck
        decking poolside aisle
    """,
    # vehicles
    "vehicle": """
        car cab cabbie taxi van bus coach minibus lorry truck tram train plane flight boat ferry ship driver drivers
        cabbie courier rider pilot captain rental hire_car hired_car rental_car e_bike bike scooter campervan motorbike
        uber shuttle
    """,
    "reckless": """
        nodded_off nodding_off falling_asleep fell_asleep asleep drunk stoned texting on_his_phone on_the_phone
        scrolling red_light red_lights swerved swerving swerve speeding wrong_way ran_over run_over running_over
        overtook overtaking blind_bend tailgated tailgating full_tilt reversed all_over_the_road cut_me_up cut_me_off
        knocked_me mounted no_seatbelt no_seatbelts bald bungee_cord rolled rolled_off wing_mirror near_miss nearly_hit
        almost_hit nearly_killed crash crashed veered smoke been_drinking drink_driving smelled_of_booze smelt_of_drink
        stank_of_booze playing_games watching_videos watching_football watching_netflix facetime video_call no_lights
        bald_tyre bald_tyres wrong_side aquaplaning undertaking cut_up jumped_a_red jumped_the_lights onto_the_pavement
        hard_shoulder one_hand no_hands held_with cable_ties gaffer_tape duct_tape at_the_wheel door_open doors_open
        boot_open drove_off dragged black_ice 100mph 90mph reeked raced racing no_railing over_the_speed
    """,
    "fails": """
        fail fails failed failing gave_out give_out gone went dead doesn't_work didn't_work not_working don't_work
        snapped locked_up locked seized faulty flop flops flapping wouldn't didn't doesn't won't cut cut_out no missing
        silent stayed_silent never_went didn't_go doesn't_go off ignores ignored broken frayed stuck opens undone
        came_undone jammed wobbling wobbles loose bald hand_tight disabled unplugged expired batteries stayed_shut
        no_one down_since won't_stop wouldn't_stop hasn't_worked never_made wrong_reading wrong_readings rounds_up
        inaccurate without lacks never
    """,
    "saves": """
        brake brakes brake_lever brake_cable airbag airbags seatbelt seatbelts seat_belt seat_belts smoke_alarm
        smoke_alarms smoke_detector smoke_detectors fire_alarm fire_alarms fire_exit fire_exits fire_escape fire_door
        fire_doors fire_extinguisher co_alarm panic_button panic_alarm emergency_exit emergency_exits emergency_stop
        emergency_calls emergency_call 999_calls 911_calls fall_pendant fall_pendants fall_alarm life_jacket
        life_jackets lifejacket lifejackets lifeguard lifeguards helmet helmets harness guard_rail defibrillator defib
        pacemaker insulin_pump dose_calculator glucose_monitor pulse_oximeter oxygen ventilator car_seat armbands
        stair_gate child_lock childproof child_proof child_resistant safety_catch safety_lock off_switch steering
        carbon_monoxide_alarm life_vest life_vests no_helmets off_button handrail sprinklers sprinkler extinguisher
        pendant pendants alarm_servers dispatch_system emergency_services hotline 999_call 911_call thermometer
        blood_pressure glucose_watch glucose dose dosage cot_side bed_rail childproof_top childproof_cap safety_cap
        safety_gate safety_bar emergency_brake emergency_brakes stop_button fire_extinguishers no_extinguisher rail
        rails no_handrail seat_belt_buckle buckle brake_light life_ring float_line seatbelt_in latch latched bindings
        autopilot
    """,
    "shut": """
        blocked locked chained chained_shut padlocked wedged propped obstructed bolted shut no_one nobody no none
        without never silent disabled taped_over
    """,
    # food
    "food": """
        chicken burger beef pork lamb meat steak mince sausage bacon ham kebab fish salmon tuna mussels oyster oysters
        prawn prawns shrimp sushi rice noodles pasta pizza lasagne curry soup stew salad lettuce sandwich wrap roll
        bread bun bagel cake brownie cookie biscuit muffin pastry pie porridge cereal yoghurt yogurt milk cheese cream
        ice_cream egg eggs omelette chips fries crisps chocolate sweets gummies gummy bar granola nuts flour jam honey
        sauce ketchup gravy dip hummus gherkins beans tin can jar bottle pouch carton packet formula baby_food puree
        juice smoothie coffee tea latte drink beer cider wine cocktail water ice plate bowl meal lunch dinner breakfast
        takeaway buffet samosa taco tacos burrito dumplings paella risotto canape dessert snack dog_food cat_food
        spinach veg fruit grapes potato potatoes mash starter mains
    """,
    "foreign": """
        glass shard shards splinter splinters metal screw bolt nail needle pin staple blade razor wire plastic glove
        plaster band_aid bandage tooth stone bone lightbulb rubber string cigarette fag mould mold mouldy moldy maggot
        maggots worm worms cockroach cockroaches roach rat rats mouse mice slug caterpillar fly flies bug bugs insect
        weevils beetle spider wriggling moving legs blood bleach detergent chemical cleaning_fluid cleaner fur furry
        fuzzy foil lump toenail fingernail magnet ceramic bristle toenails moth moths larva larvae grub grubs earwig
        snail rust hairnet button pebble grit syringe bug_in
    """,
    "in_it": """
        in_my in_our in_the in_his in_her in_it in_there in_a in_your inside found finding fished bit_into bit_down
        bit_on came_out spat_out pulled_out crunched swallowed floating bits_of piece_of pieces_of ate eaten chewed
        chewed_on crunched_on swallow swallowing choked_on spat stepped_on
    """,
    "unfit": """
        raw pink undercooked uncooked see_through bloody slimy gone_off rancid rotten mouldy out_of_date past_its
        expired sour green_beard fermenting thawed refrozen smelled_off smelt_off lukewarm bleeding tasted_off
        tastes_off tastes_like tastes_of smells_off use_by sell_by best_before months_out_of_date unrefrigerated
        left_out frozen_in_the_middle puffed_up bulging tasted_fizzy beard
    """,
    "flesh": """
        chicken burger burgers beef pork lamb mince sausage sausages kebab fish prawns mussels turkey duck meat tartare
        prawn shrimp oyster oysters mussel steak fillet nuggets liver seafood shellfish patty
    """,
    "allergen": """
        allergy allergies allergic allergen allergens coeliac celiac gluten nuts nut_free peanut peanuts dairy
        dairy_free lactose sesame shellfish soy soya milk_powder anaphylaxis intolerance intolerant latex nickel epipen
        epi_pen cashew cashews gluten_free egg_free no_egg no_nuts no_soy
    """,
    "served": """
        told told_you told_the told_them asked warned said served serve put gave given contains contained had had_milk
        ate eaten bite bites reaction label labelled labelling ingredients listed unlisted undeclared may_contain trace
        traces argued regular wrong mixed_up swapped ordered checked assured promised specified mentioned says_no
        said_no says_nothing free_from
    """,
    # gases and vermin
    "gas": """
        gas carbon_monoxide fumes chlorine ammonia bleach petrol diesel paraffin chemicals solvent rotten_eggs
        stinks_of_eggs burning_plastic sewage smell_of_gas smelled_gas smells_of_gas stinks_of_gas methane propane
        butane burning_rubber rotten_egg eggy
    """,
    "reeks": """
        smell smells smelled smelt smelling stink stinks stank leak leaks leaking leaked hiss hisses hissing alarm
        alarms whiff reeks reeking strong detector fill filled filling seeping breathing_in breathed
    """,
    "vermin": """
        rat rats mouse mice cockroach cockroaches roach roaches bedbug bedbugs bed_bug bed_bugs scabies fleas lice mites
        maggots wasps hornets scorpion snake legionella black_mould black_mold mouse_droppings droppings asbestos sewage
        used_needle used_needles syringe syringes rodent rodents ants wasp_nest hornet_nest ticks stray_dogs black_stuff
        damp_mould moths
    """,
    "place": """
        kitchen dining_room buffet counter table restaurant cafe bakery bed mattress sheets cot room bathroom wall walls
        ceiling pool hot_tub shower seat cushion high_chair store shop hotel cabin cabins bunk hostel plane carriage
    """,
    # people who do harm
    "staff": """
        driver drivers cabbie courier rider delivery_man delivery_guy delivery_lad delivery_bloke delivery_driver fitter
        engineer technician installer mechanic manager guard security doorman bouncer bouncers porter night_porter
        cleaner waiter barman bartender chef cook cashier steward attendant instructor receptionist conductor guide
        staff agent rep employee employees worker host landlord masseur therapist lifeguard bloke trainer supervisor
        streamer streamers moderator user tutor seller pilot inspector
    """,
    "assault": """
        grabbed grab grabbing shoved pushed punched punch kicked slapped headbutted headlock choke_hold spat_at spat
        dragged pinned wrestled groped grope groping touched touching touches stroked rubbed brushed cornered chased
        followed following follows stalking stalked threatened threatening threaten threats swung knife gun bat hammer
        machete wheel_brace wouldn't_let wouldn't_leave refused_to_let blocked_my locked_me let_himself tried_the_handle
        exposed_himself undressing his_hand hands_on strangled throttled manhandled restrained bruises spiked
        something_in_her_drink something_in_my_drink rape raped harass harassed harassing harassment molested assaulted
        put_his_hand put_her_hand hand_up_my hand_on_my hand_on_her hands_on_my elbowed thumped beat_up beaten_up
        spitting screamed_at my_wrist by_the_arm by_the_neck by_the_hair by_the_collar by_the_hood locked_us
        refused_to_unlock held_me held_us knocked_on_my_door turning_up_at turned_up_at followed_me followed_her
        followed_us at_knifepoint mugged molesting leered leering slapped_my smashed_my put_his_hands his_hands_went
        screaming_at sneezed_in wouldn't_let_go drove_past_my locked_the_doors moving_seats next_to_me outside_my_gym
        asked_for_my_number wrote_his_number wouldn't_stop_touching
    """,
    "creep": """
        my_number her_number private_number messaging messages messaged texted texting texts live_alone lives_alone
        alone nudes selfies undressed topless naked without_clothes bikini dm dms slid friended added_me cute sexy
        meet_up snapchat where_i_live knows_where what_school keycard spare_key under_the_curtain hidden_camera filming
        filmed recorded_us watching_me came_back outside_my where_she_lives at_my_flat at_my_house hidden_lens
        walked_in_on spycam upskirt under_my_skirt under_the_door peeping voice_notes friend_request asked_for_pics
        asking_for_pics pics_of_me turning_up_at given_him_our_key given_our_key foot_of_the_bed his_address
        my_address_off wrote_my outside_my_gym wrote_his_number keeps_moving_seats man's_voice said_good_morning
    """,
    "minor": """
        11yo 12yo 13yo 14yo 15yo 16yo 17yo im_12 im_13 im_14 im_15 im_16 i'm_13 i'm_14 i'm_15 i'm_16 fourteen fifteen
        thirteen teenage teenager schoolgirl schoolkids minor minors underage under_age under_18 under_13 under_13s
        under_tens year_old yr_old year_olds kids_in_uniform school_uniform my_16yo my_15yo my_14yo 10_year 11_year
        12_year 13_year 14_year 15_year 16_year 17_year teenagers im_17 i'm_17 my_daughter our_daughter her_daughter
        daughter_is
    """,
    "vice": """
        vape vapes alcohol vodka cider booze cigarettes gambling betting bet casino loot loot_boxes loot_crates knife
        knives fireworks porn adult_content crypto drugs id_check self_harm 600_calories blades laughing_gas lighters
        kitchen_knife
    """,
    "hate": """
        slur slurs racist racism racially racial asian muslim hijab headscarf turban n_word p_word homophobic
        antisemitic my_skin_colour skin_colour my_accent go_back_to wheelchair guide_dog assistance_dog service_dog
        disability disabled deaf autistic roma gypsy traveller jewish muslims indian pakistani trans_woman
        two_men_holding same_sex lesbian queer crutches walking_stick white_stick blind_man brown_family where_i_come
        black_man black_woman black_guy brown_man black_people gay_couple trans_people
    """,
    "excluded": """
        refused refused_us refused_me turned_away denied kicked_out thrown_out asked_to_leave not_allowed followed_round
        called_me called_my called_us called_him called_her made_fun mocked laughed_at imitated only_the wouldn't_serve
        won't_serve left_on singled_out open_bags searched refused_entry no_rooms suddenly_no moved_us told_us_to
        threw_my threw_his fetch
    """,
    # secrets
    "secret": """
        details detail address addresses home_address card cards card_number card_details passport passports
        bank_account bank_details identity id_documents licence licence_number medical medical_records invoices chats
        private_chats password passwords sort_code dob date_of_birth payslip payslips national_insurance social_security
        location_history phone_number sim booking_number balance scans transcript personal_info personal_data
        personal_details test_results four_digits last_four home_addresses scans_of customer_file customer_list
        customer_data cvs dates_of_birth phone_numbers ids my_photos my_messages my_login my_inbox my_file my_files
        my_location my_records my_data our_data customer_files pin_number live_location passenger_list everyone's_bank
        deletion_request ni_numbers
    """,
    "strangers": """
        stranger strangers someone_else's somebody_else's someone_else somebody_else other_people's other_people
        another_customer's another_customer another_lady's another_person's another_user's other_customers anyone
        anybody everyone the_public public google googled dark_web forum broker third_party scammer scammers fraudster
        fraudsters hacker hackers my_ex ex_husband ex_wife ex the_wrong_person random_people whole_internet
        wrong_address a_man a_bloke some_guy a_woman other_bloke's another_bloke's some_other stranger_in
    """,
    "spilt": """
        leaked leak leaking exposed readable handed handed_out emailed posted shared sharing sold selling stolen stole
        copied floating floating_around breach breached hacked hack got_hold used_in uploaded published printed cc'd
        looking_at unencrypted plain_text unprotected change_the_number log_in logged_in traded mailed photocopied
        anyone_can_see accessible viewable searchable handed_over read_out gave_my gave_out gave_him sent_my can_see
        could_see who's_seeing in_cc visible_if change_one turned_up_as
    """,
    "robbed": """
        unauthorised unauthorized fraud fraudulent fraudster fraudsters stolen cloned hacked hacker emptied drained
        wiped_out credit_line loan loans opened_a in_my_name in_my_late my_signature forged forgery someone_used
        somebody_used bought_with my_identity identity another_sim sim_swap sim_gone sim i_did_not_ask i_didn't_ask
        didn't_request never_signed never_opened i_never_signed pretending_to_be pretended_to_be impersonating new_phone
        new_device money_is_leaving money_gone not_me wasn't_me asking_for_money asking_loan asking_my_contacts phishing
        used_in scammed scam maxed_out skimmed skimming taken_over took_over hijacked deepfake fake_me fake_profile
        fake_account locked_me_out changed_my moved_my forged_my under_my_name loan_out past_your_2fa password_codes
        i_never i_didn't_make hackers reader reader_skimmer id_theft loan_out_under login_from gone_to_a drained_my
        cleared_out emptied_my
    """,
    "holding": """
        account bank bank_account card cards credit savings pension login password code codes profile contacts contract
        money wallet direct_debit direct_debits id sim number statements passport name account_number crypto_wallet
        phone_number admin
    """,
    # law
    "law": """
        legal legally illegal unlawful law laws judge court tribunal arbitration lawsuit litigation litigate litigator
        ombudsman regulator regulators regulatory watchdog authorities authority police cops officer crime_number
        crime_reference criminal offence prosecute prosecuted prosecution fraud fraudulent forgery negligence negligent
        damages compensation liable liability insurer claim statute breach discrimination discriminatory equality
        equality_act ada gdpr hipaa dpa ico hse osha fda ftc fca cma asa bbb environmental_health health_inspector
        health_department council trading_standards consumer_rights consumer_protection attorney_general fines fined
        bailiff bailiffs solicitor solicitors lawyer lawyers attorney barrister evidence witnesses standards_agency
        weights_and_measures civil_aviation caa union press citizens_advice privacy_commissioner
        information_commissioner licensing_board licensing food_standards advertising_standards gambling_commission
        financial_conduct serious_fraud labour_inspectorate inspectorate embassy mp prosecutor magistrate injunction
        subpoena affidavit summons restraining_order no_win_no_fee chargeback theft against_the_law the_act consumer_act
        human_rights union_rep legal_people legal_team insurers personal_injury fos ofcom ofgem cqc acas eeoc faa doj
        crime_report
    """,
    "pursue": """
        report reported reporting complaint_to complain_to file filed filing lodged lodge forward forwarding forwarded
        send sending sent write writing written inform informed contact contacting contacted notified notify hear_from
        hearing_from see_you see_what take_you taking_you you_have_until served expect going_to seek seeking sue suing
        pay_for pay_me demand enforce intend against will_be in_touch calling call_the have_my has_my my_emails
        my_receipts screenshots photographs copied_in explain_it involve get_them days_to refund_me passed_it passed_to
        taking_it taking_this taking_to look_up escalate escalated escalating involved involving raised raise logged
        opened complained tipped_off tip_off spoken_to spoke_to speaking_to referred refer instructed instructing
        briefed goes_to going_straight next_stop expect_a_letter have_been_informed are_coming is_coming getting_the
        knows_about will_hear has_the exists in_breach_of breaking join_together ref
    """,
    # danger alone, if the text is about a business
    "grave": """
        coeliac epipen epi_pen anaphylaxis anaphylactic salmonella norovirus e_coli listeria legionella legionnaires
        botulism campylobacter scabies bedbug bedbugs bed_bug bed_bugs asbestos carbon_monoxide a&e resus tetanus
        skin_graft burns_unit concussion concussed fractured dislocated scalded electrocuted zapped blistered blisters
        welts hives seizure seizures convulsions hospitalised headlock groped groping racially racial_slur slur slurs
        machete defibrillator paramedics paramedic coastguard coast_guard choking data_breach plain_text
        someone_else's_account unauthorised unauthorized stalker stalking welfare_check suicidal suicide overdose
        goodbye_message used_needle syringe maggots cockroach guide_dog assistance_dog not_breathing stopped_breathing
        nearly_killed could_have_killed could've_killed could_of_killed could_have_blinded could_of_blinded
        nearly_blinded get_hurt gets_hurt accident_waiting identity_theft deepfake recalled called_back trapped_inside
        locked_us_in rabies gas_leak fire_exit fire_exits fire_alarm fire_door fire_doors swallow_a hackers cloned
        plain_clothes someone_else's_name somebody_else's welfare broken_glass exposed_nails exposed_wires hidden_camera
        hidden_cameras spycam goodbye_note lead_poisoning food_poisoned heart_monitor racist homophobic antisemitic
        abused abuse assaulted stolen_identity drugged spiked drink_driving drunk_driver nodded_off falling_asleep_at
        fell_asleep_at been_drinking knife gun peanut_recall stroller_recall dryer_recall that_recall the_recall
        your_recall product_recall batch_recall swallowed_a swallowed_it choked_on didn't_make_it dead_in
        mountain_rescue oxygen_mask people_fainting bust_lip ligaments torn_ligament dislocated_shoulder tests_for
        waiting_on_tests both_ends throwing_up_blood coughing_up_blood wrong_side_of_a goodbye_to_everyone said_bye
        won't_be_here_tomorrow end_my how_many_pills overdosing cutting_myself harming_herself harm_himself livestreamed
        rope_around noose bridge_railing welfare_visit railway_line level_crossing lost_my_son lost_my_daughter
        lost_my_child lost_our locked_the_doors kept_going jumped_out wouldn't_stop_touching unaccompanied_minor
        wrong_man my_insulin his_insulin her_insulin inhaler lifejackets life_jackets no_lifejackets electricity
        live_location who's_looking everyone_in_cc in_cc bank_details ni_numbers passport_numbers medical_notes
        medical_records home_address child's_photo kids_in_the_bath drug_test mistaken_identity reeked_of swerving
        whisky tipsy through_a_junction opened_by_itself unlocked_itself took_my_car fanned ice_water boiling_water
        boiling_oil bleeding sepsis septic gangrene blinded blind_in electrocution strangled suffocated suffocating
        smothered asphyxiated crushed_my trapped_her trapped_him trapped_me trapped_my pinned_me pinned_my dragged_along
        dragged_me nearly_drowned drowning drowned nearly_died almost_died could_have_died might_have_died
        would_have_died could've_died nearly_choked almost_choked went_under fell_from fell_down_the exploded shards
        shattered_in rat_poison leaking_gas smelled_gas smell_gas toxic_fumes black_mould stalked grooming groomed
        predator paedophile pedophile peeping upskirted upskirting revenge_porn without_clothes doxxed doxed doxxing
        death_threat death_threats blackmail blackmailed blackmailing extorted ransom ransomware impersonating
        sim_swapped sim_swap
    """,
    # the same for legal threats
    "suit": """
        crime_number crime_reference solicitor solicitors ombudsman trading_standards environmental_health
        health_inspector small_claims letter_before_action equality_act gdpr litigate litigation tribunal ombudsmen
        attorney_general negligence unlawful forgery fraud_squad data_protection restraining_order watchdog crime_report
        legal_people inspectorate regulator regulators lawyers_letter my_lawyer our_lawyer my_solicitor our_solicitor
        licensing_board standards_agency discrimination arbitrator arbitration county_court magistrates commissioner
        commissioner's enforcement_body breach_of data_breach against_the_law the_regulation ftc fca_complaint
        aviation_authority civil_aviation small_claim legal_notice barrister bailiff bailiffs prosecuted unlawfully
        police_report police_have police_know police_are crime_no file_with filed_with fraud_report action_fraud
        consumer_court consumer_forum district_attorney statutory human_rights discriminated disability_discrimination
        ada_complaint eeoc hse osha fda_report product_liability injury_claim personal_injury no_win trademark
        counterfeit
    """,
    # news, games and jokes: their words notify nobody
    "elsewhere": """
        season album premiere trailer senator minister congress parliament striker stadium fixture governor president
        presidential election elections polls poll match innings trump sequel concert gig playoffs league cup final
        touchdown quarterback goalie midfielder pitcher inning nfl nba mlb nhl ufc wwe espn cnn republican republicans
        democrat democrats gop senate candidate campaign_trail isis terrorist terrorists war militants troops army
        soldiers earthquake episode finale netflix movie film drama character karaoke laughing lmao lmfao rofl meme
        memes exam exams homework timeline group_chat bassline playlist tour festival transfer_window referee ref
        relegation championship tournament coached wildfire wildfires prosecutors indicted verdict jury trial lol lmaooo
        ahaha hahaha haha webinar song songs lyrics viewers celebrity actor actress singer rapper fans
    """,
    # signs that the text is about a business
    "deal": """
        your yours ur yr you_sold you_sent you_gave you_told you_lot u_sold y'all acme bought buy ordered order sold
        sell selling delivered delivery parcel courier shop store branch aisle till checkout supermarket hotel hostel
        motel resort room reception lobby restaurant cafe pub bar waiter waitress menu buffet takeaway staff manager
        supervisor employee driver cabbie guard bouncer doorman porter guide attendant flight seat cabin airline
        carriage coach rental hire hired app site website update firmware account login customer customers support agent
        chat refund receipt product brand model batch serial label packaging packet jar tin bottle pack recall recalled
        warranty manufacturer charger adapter heater kettle toaster oven fridge dryer scooter e_bike stroller pushchair
        car_seat cot ladder cream lotion serum shampoo dye mascara vitamins tablets capsules formula fitted installed
        fitter engineer landlord gym pool spa ride attraction playground trolley escalator lift perfume deodorant wipes
        nappies thermostat blanket candle mattress sofa wardrobe boiler hob mower drone battery charging plug socket
        phone_case cooker pouch carton loaf sandwich soup salad pizza burger curry sushi brownie nappy medicine
        medicines prescription pharmacy hot_tub sauna treadmill balcony corridor car_park minibus bus ferry platform
        terminal gate wifi password login_page inbox advert advertise advertising influencer policy terms contract
        subscription direct_debit invoice billing payment cashier barista masseur host crew captain conductor instructor
        lifeguard your_guy your_guys your_lad here this_place toy toys pram buggy bunk_bed trampoline swing slide drain
        handrail vape e_cig hoverboard power_bank in_store on_sale refurb listing marketplace seller vendor market stall
    """,
}
# These things also show that the text is about a business.
_PLACES = ("place", "staff", "structure", "allergen", "saves", "gas", "vermin")
GROUPS["deal"] = " ".join([GROUPS["deal"], *(GROUPS[name] for name in _PLACES)])

RULES = (
    # without a condition
    Together("saves fails", 10),
    Together("saves shut", 8),
    Together("wired heat", 10),
    Together("wired odd", 6),
    Together("wired worry", 10),
    Together("thing heat", 3, near="deal"),
    Together("structure gives", 6),
    Together("structure gives", 10, near="deal"),
    Together("assault dear", 3, in_order=True),
    Together("assault frail", 4, near="deal", in_order=True),
    Together("staff assault", 5),
    Together("robbed holding", 4),
    Together("body hurt", 3, near="deal"),
    Together("grave", 0, near="deal"),
    Together("suit", 0, near="deal", means="legal"),
    Together("frail gives", 6),
    Together("care care", 6),
    Together("flesh unfit", 4),
    Together("allergen served", 6),
    Together("allergen ill", 10),
    Together("staff minor", 10),
    Together("minor vice", 6),
    Together("minor creep", 8),
    Together("hate excluded", 10),
    Together("vermin place", 8),
    Together("gas reeks", 3),
    Together("gas ill", 10),
    Together("frail onto", 3),
    # only if the text is about a business
    Together("thing heat", 10, near="deal"),
    Together("thing hurt", 6, near="deal"),
    Together("thing gives", 8, near="deal"),
    Together("thing ill", 8, near="deal"),
    Together("law pursue", 4, near="deal", means="legal"),
    Together("body hurt", 8, near="deal"),
    Together("body gives", 6, near="deal"),
    Together("body tumble", 6, near="deal"),
    Together("body ill", 6, near="deal"),
    Together("body care", 10, near="deal"),
    Together("frail hurt", 8, near="deal"),
    Together("frail ill", 8, near="deal"),
    Together("frail care", 8, near="deal"),
    Together("frail tumble", 8, near="deal"),
    Together("frail reckless", 8, near="deal"),
    Together("frail heat", 8, near="deal"),
    Together("frail foreign", 8, near="deal"),
    Together("frail vermin", 8),
    Together("dear gives", 8, near="deal"),
    Together("dear hurt", 4, near="deal"),
    Together("dear ill", 6),
    Together("dear tumble", 6, near="deal"),
    Together("dear care", 6),
    Together("care hurt", 8, near="deal"),
    Together("care ill", 8, near="deal"),
    Together("care foreign", 8, near="deal"),
    Together("care thing", 8, near="deal"),
    Together("care structure", 8, near="deal"),
    Together("food ill", 8),
    Together("food foreign", 6, near="in_it"),
    Together("food unfit", 4, near="deal"),
    Together("food worry", 8),
    Together("foreign in_it", 8, near="food"),
    Together("heat in_it", 8, near="deal"),
    Together("hurt in_it", 8, near="deal"),
    Together("staff creep", 4, near="deal"),
    Together("staff excluded", 4, near="hate"),
    Together("secret spilt", 6),
    Together("secret strangers", 5, near="deal"),
    Together("robbed robbed", 10),
    Together("robbed secret", 6, near="deal"),
    Together("vehicle reckless", 6, near="deal"),
    Together("ground tumble", 6, near="deal"),
    Together("structure onto", 6, near="deal"),
    Together("structure hurt", 6, near="deal"),
    Together("worry heat", 8, near="deal"),
    Together("worry odd", 8, near="deal"),
    Together("worry ill", 8, near="deal"),
    Together("worry body", 8, near="deal"),
    Together("ill vehicle", 6, near="deal"),
    Together("ill hurt", 8),
    Together("minor served", 6, near="deal"),
    Together("minor unfit", 6, near="deal"),
)
